"""Request bodies: as a documented example has them or made up from kept shapes, with our names in place of theirs."""

from typing import Any

from tests.adapters.fake_cin7.documented.shapes import Shape

Values = dict[str, Any]

DAY = "2026-05-08T00:00:00"
_DAY_KEYS = ("Date", "DueDate", "DatePaid", "ShipBy", "RequireBy", "DateFrom", "DateTo")
_PLAIN: dict[str, Any] = {"string": "", "number": 1, "boolean": False, "null": None}


def made_up(shape: Shape, path: str = "$") -> Any:
    """Return a body of this shape with nothing particular in it: one row in every array that had rows."""
    kinds = set(shape[path].split("|"))
    if "object" in kinds:
        return {_key(inner): made_up(shape, inner) for inner in _keys_below(shape, path)}
    if "array" in kinds:
        return [made_up(shape, f"{path}[]")] if f"{path}[]" in shape else []
    if path.endswith(_DAY_KEYS):
        return DAY
    kind = min(kinds - {"null"}, default="null")
    return _PLAIN[kind]


def adapted(body: Any, values: Values, path: str = "$") -> Any:
    """Return the body with every value replaced whose path ends in a key of `values`; the longest key wins.

    Shape: keys as `SKU`, `Lines[].Name` or `$.Name`.
    """
    found = _value_for(values, path)
    if found is not _KEEP:
        return found
    if isinstance(body, dict):
        return {key: adapted(inner, values, f"{path}.{key}") for key, inner in body.items()}
    if isinstance(body, list):
        return [adapted(inner, values, f"{path}[]") for inner in body]
    return body


_KEEP = object()


def _value_for(values: Values, path: str) -> Any:
    fitting = [key for key in values if path == key or path.endswith(f".{key}")]
    return values[max(fitting, key=len)] if fitting else _KEEP


def _keys_below(shape: Shape, path: str) -> list[str]:
    depth = path.count(".") + 1
    return [inner for inner in shape if inner.startswith(path + ".") and _plain_below(inner, path, depth)]


def _plain_below(inner: str, path: str, depth: int) -> bool:
    return inner.count(".") == depth and "[]" not in inner[len(path) :]


def _key(path: str) -> str:
    return path.rpartition(".")[2]
