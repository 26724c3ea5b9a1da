"""What an operator decides."""

from dataclasses import dataclass
from ipaddress import ip_network
from urllib.parse import urlsplit

from portal.core.problem import PortalError


@dataclass(frozen=True, slots=True)
class Settings:
    """The service's settings; ``portal counter run --help`` says the same in Vietnamese.

    Raises :class:`PortalError` for an origin or a proxy that is none.
    """

    paths: str
    """File or address of the list of pages that may be counted."""
    origins: tuple[str, ...]
    """Sites whose pages may send hits and read figures: ``https://langson.example``."""
    store: str = "counter.sqlite"
    """A file's name, ``redis://…``, ``rediss://…``, ``unix://…`` or ``postgresql://…``."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses or networks whose ``X-Forwarded-For`` is believed; from others it is ignored."""
    hits_per_minute: int = 120
    """Hits accepted from one address in a minute. An office, or a mobile operator's customers,
    may share an address: what is too much for one reader may be right for them."""
    reads_per_minute: int = 1200
    """Figures given to one address in a minute."""
    queue: int = 1000
    """Hits that may wait for their commit; further ones get 503."""

    def __post_init__(self) -> None:
        for origin in self.origins:
            parts = urlsplit(origin)
            root = f"{parts.scheme}://{parts.netloc}"
            if origin != root or parts.scheme not in ("http", "https"):
                raise PortalError(
                    f"“{origin}” không phải địa chỉ gốc của trang web."
                    " Viết như https://langson.example, không có dấu / ở cuối."
                )
        for proxy in self.trusted_proxies:
            try:
                ip_network(proxy)
            except ValueError:
                raise PortalError(
                    f"“{proxy}” không phải địa chỉ IP hay dải mạng. Viết như 127.0.0.1 hoặc"
                    " 10.0.0.0/8."
                ) from None
