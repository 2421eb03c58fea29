"""The company itself.

Source: ref §1.2 (D:3986).
"""

from adapters.fake_cin7.routes.routing import Visit, endpoint


@endpoint("GET", "me", source="D:3986, ref §1.2")
def show_company(visit: Visit) -> object:
    """Answer the company's settings, one object without a wrapper.

    Source: ref §1.2 (D).
    """
    return visit.account.me
