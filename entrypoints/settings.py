"""Every variable that this program reads, with its type, its default and its meaning."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import unquote, urlsplit

import platformdirs
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from domain.retention import Periods
from entrypoints import setting_values as values
from entrypoints.setting_problems import SettingProblem, SettingsRefused

CIN7_CORE = "https://inventory.dearsystems.com/ExternalApi/v2/"
CIN7_ALLOWS = 60  # calls a minute (ref §1.3)
FILE = "upstock-cin7.sqlite3"

IN_PROCESS, RECORD = "fake:", "record:"
LONGEST_KEPT = 36_500
DAYS = f"Write a whole number of days, from 1 to {LONGEST_KEPT}."


class Settings(BaseSettings):
    """The environment, or a `.env` file in the folder where the program starts; the environment wins.

    Source: contract, "Settings". Build it with `load`, which words every problem.
    """

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        validate_default=True,
        hide_input_in_errors=True,
    )

    data_folder: Path = Field(
        default=platformdirs.user_data_path("upstock-cin7"),
        description="Where files of this program lie: the SQLite database and its key.",
        json_schema_extra={"remedy": "Write the path of a folder.", "shown": "the user's data folder"},
    )
    database_url: str = Field(
        default="",
        repr=False,
        description="Where everything is kept: a SQLite file, or PostgreSQL in production.",
        json_schema_extra={
            "remedy": "Write sqlite:////folder/file.sqlite3 or postgresql+psycopg://user:password@host/name.",
            "shown": f"the SQLite file `{FILE}` in `DATA_FOLDER`",
        },
    )
    secret_keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        default=(),
        description="Comma list of keys for stored credentials: the first encrypts, all decrypt.",
        json_schema_extra={
            "remedy": "Write one or more Fernet keys (url-safe base64 of 32 bytes), separated by commas.",
            "shown": "on SQLite one is made on first use, in a file beside the database; on PostgreSQL required",
        },
    )
    cin7_url: str = Field(
        default=CIN7_CORE,
        description="Cin7 Core's API; `fake:` is an imitation inside this process, for trying out and for tests.",
        json_schema_extra={
            "remedy": f"Write {CIN7_CORE}, the URL of a fake Cin7, or fake: for one inside this process.",
            "shown": f"`{CIN7_CORE}`",
        },
    )
    cin7_calls_per_minute: int = Field(
        default=60,
        ge=1,
        le=1_000_000,
        description="Calls a minute with one application key: lower when others share the key; Cin7 itself allows 60.",
        json_schema_extra={"remedy": "Write a whole number from 1 to 1000000.", "shown": "60"},
    )
    upstock_url: str = Field(
        default="",
        description="Where events are sent; `record:` keeps them in memory; without it they wait in the outbox.",
        json_schema_extra={"remedy": "Write https://…, record:, or leave it out.", "shown": "none"},
    )
    upstock_signing_secret: SecretStr | None = Field(
        default=None,
        description="Signs what is sent to Upstock, as Standard Webhooks describes it.",
        json_schema_extra={
            "remedy": "Write whsec_ followed by 24 to 64 bytes in base64, the same as at Upstock.",
            "shown": "none; required with an `UPSTOCK_URL` of http or https",
        },
    )
    public_url: str = Field(
        default="",
        description="This program as others reach it, for the webhooks that Cin7 is given.",
        json_schema_extra={"remedy": "Write https://your-host, or leave it out.", "shown": "none: no webhooks"},
    )
    http_threads: int = Field(
        default=16,
        ge=1,
        le=128,
        description="How many requests `serve` answers at a time.",
        json_schema_extra={"remedy": "Write a whole number from 1 to 128.", "shown": "16"},
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO",
        description="The least urgent message that is written.",
        json_schema_extra={"remedy": "Write DEBUG, INFO, WARNING or ERROR.", "shown": "INFO"},
    )
    log_format: Literal["json", "text"] = Field(
        default="json",
        description="One JSON object a line, or lines for people.",
        json_schema_extra={"remedy": "Write json or text.", "shown": "json"},
    )

    keep_history_days: int = Field(
        default=Periods().history.days,
        ge=1,
        le=LONGEST_KEPT,
        description="How long what explains an order is kept: evidence, attempts, the audit, told events.",
        json_schema_extra={"remedy": DAYS, "shown": "760, about 25 months"},
    )
    keep_event_bodies_days: int = Field(
        default=Periods().told.days,
        ge=1,
        le=LONGEST_KEPT,
        description="How long what Upstock was told is kept word for word after it was heard.",
        json_schema_extra={"remedy": f"{DAYS} No more than KEEP_HISTORY_DAYS.", "shown": "30"},
    )
    keep_former_days: int = Field(
        default=Periods().former.days,
        ge=1,
        le=LONGEST_KEPT,
        description="How long what ended is kept: gone customers and products, alarms, jobs, disconnected accounts.",
        json_schema_extra={"remedy": DAYS, "shown": "90"},
    )

    @classmethod
    def load(cls, **chosen: object) -> Self:
        """Read the settings; `chosen` goes before the environment. Raises: SettingsRefused with every problem."""
        try:
            return cls(**chosen)  # type: ignore[arg-type]  # pydantic checks what types cannot say of a **dict
        except ValidationError as refused:
            raise SettingsRefused(tuple(map(_problem, refused.errors(include_input=False)))) from None
        except UnicodeDecodeError:
            remedy = "Save it as UTF-8."
            raise SettingsRefused((SettingProblem(variable=".env", what="It is not text.", remedy=remedy),)) from None

    @property
    def sqlite_file(self) -> Path | None:
        """Answer the file that holds everything, or None on PostgreSQL."""
        is_file = urlsplit(self.database_url).scheme in values.SQLITE
        return Path(values.sqlite_path(self.database_url)) if is_file else None

    @property
    def cin7_kind(self) -> Literal["http", "in_process"]:
        """Answer which transport reaches Cin7 Core."""
        return "in_process" if self.cin7_url == IN_PROCESS else "http"

    @property
    def upstock_kind(self) -> Literal["http", "record", "none"]:
        """Answer how events leave this program."""
        if not self.upstock_url:
            return "none"
        return "record" if self.upstock_url == RECORD else "http"

    @property
    def periods(self) -> Periods:
        """Answer how long what is kept."""
        history, told, former = self.keep_history_days, self.keep_event_bodies_days, self.keep_former_days
        return Periods(history=timedelta(days=history), told=timedelta(days=told), former=timedelta(days=former))

    @property
    def secrets(self) -> tuple[str, ...]:
        """Answer every text that must never be printed, wherever it turns up."""
        password = urlsplit(self.database_url).password
        signing = self.upstock_signing_secret.get_secret_value() if self.upstock_signing_secret else ""
        keys = [key.get_secret_value() for key in self.secret_keys]
        known = (password, unquote(password or ""), signing, signing.removeprefix("whsec_"), *keys)
        return tuple(secret for secret in known if secret)

    @field_validator("data_folder")
    @classmethod
    def _whole_path(cls, folder: Path) -> Path:
        return folder.expanduser().absolute()

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str, info: ValidationInfo) -> str:
        folder = info.data.get("data_folder")
        return values.known_database(url) if url or folder is None else f"sqlite:///{folder / FILE}"

    @field_validator("secret_keys", mode="before")
    @classmethod
    def _comma_list(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("secret_keys")
    @classmethod
    def _strong_keys(cls, keys: tuple[SecretStr, ...], info: ValidationInfo) -> tuple[SecretStr, ...]:
        return values.strong_keys(keys, database=info.data.get("database_url", ""))

    @field_validator("cin7_url")
    @classmethod
    def _cin7(cls, url: str) -> str:
        return url if url == IN_PROCESS else values.web_url(url) + "/"

    @field_validator("cin7_calls_per_minute")
    @classmethod
    def _what_cin7_allows(cls, calls: int, info: ValidationInfo) -> int:
        if calls > CIN7_ALLOWS and info.data.get("cin7_url") == CIN7_CORE:
            raise ValueError(f"Cin7 allows {CIN7_ALLOWS} a minute; only an imitation may allow more.")
        return calls

    @field_validator("upstock_url")
    @classmethod
    def _upstock(cls, url: str) -> str:
        return url if url in ("", RECORD) else values.web_url(url)

    @field_validator("public_url")
    @classmethod
    def _public(cls, url: str) -> str:
        return values.web_url(url) if url else url

    @field_validator("upstock_signing_secret")
    @classmethod
    def _signed(cls, secret: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        return values.signing_secret(secret, upstock=info.data.get("upstock_url", ""))

    @field_validator("keep_event_bodies_days")
    @classmethod
    def _no_longer_than_the_event(cls, days: int, info: ValidationInfo) -> int:
        return values.within(days, info.data.get("keep_history_days"), name="KEEP_HISTORY_DAYS")

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value


def extra(name: str, key: str) -> str:
    """Answer what a field says beside its type: its *remedy*, and its default as it is *shown*."""
    said = Settings.model_fields[name].json_schema_extra
    return str(said[key]) if isinstance(said, dict) else ""


def _problem(error: ErrorDetails) -> SettingProblem:
    name = str(error["loc"][0])
    own = error["type"] == "value_error"
    what = error["msg"].removeprefix("Value error, ") if own else f"{error['msg']}."
    return SettingProblem(variable=name.upper(), what=what, remedy=extra(name, "remedy"))
