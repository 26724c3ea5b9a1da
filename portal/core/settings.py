"""The portal's own settings: what may stand in ``site_config.py``, and what is taken without."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator

from portal.core.vietnamese import nfc


def _address(value: object) -> object:
    """(title, address) that a browser can follow from any page."""
    match value:
        case (str(title), str(address)) if title and re.match(_ADDRESS, address):
            return value
    raise ValueError


def _counter(value: Mapping[str, str] | None) -> Mapping[str, str] | None:
    base = "" if value is None or value.keys() != {"base"} else value["base"]
    if value is not None and not re.fullmatch(r"https?://\S+[^/\s]", base):
        raise ValueError
    return value


def _years(value: object) -> object:
    match value:
        case "newest" | "all":
            return value
        case None | "":
            return ()
        case list() | tuple() | set() | frozenset() if all(type(one) is int for one in value):
            return tuple(value)
    raise ValueError


_ADDRESS = r"^(?:/|https?://|mailto:|tel:)\S*$"
Years = Annotated[str | tuple[int, ...], PlainValidator(_years)]
"""``"newest"``, ``"all"`` or years."""


class Publisher(BaseModel):
    """Who answers for the site, as the imprint prints it; empty parts are not printed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    responsible: str = ""
    """Title of the person responsible, never a name."""
    address: str = ""
    phone: str = ""
    email: str = ""
    licence: str = ""
    """One sentence on reuse."""
    licence_url: str = Field(default="", pattern=r"^(?:(?:/|https?://)\S*)?$")


class Settings(BaseModel):
    """The portal's own keys of ``site_config.py``; the rest are Pelican's."""

    model_config = ConfigDict(frozen=True)

    SITENAME: str = Field(min_length=1)
    SITEURL: str = Field(pattern=r"^https?://[^/\s]+$")
    """Where the site will stand: a domain of its own, for addresses begin with ``/``."""
    SLOGAN: str = ""
    OFFICE: str = Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
    """Id of the office for articles that name none."""
    PUBLISHER: Publisher = Publisher()
    PAGE_SIZE: int = Field(default=20, ge=5, le=200)
    """Articles on a list page."""
    MARKDOWN_RENDERER: Literal["pyromark", "python-markdown"] = "pyromark"
    MENU: tuple[Annotated[tuple[str, str], BeforeValidator(_address)], ...] = ()
    """(title, address) of menu items before the standing pages."""
    EMBLEM: Annotated[str, Field(pattern=r"^(?:/hinh-anh/.+)?$"), AfterValidator(nfc)] = ""
    """The emblem's image in ``content/hinh-anh``; none is shown without it."""
    COUNTER: Annotated[Mapping[str, str] | None, AfterValidator(_counter)] = None
    """``{"base": "https://dem.example.gov.vn"}`` of a visit counter; ``None``: no counter."""
    PDF_YEARS: Years = "newest"
    """Years whose articles get a PDF: a list, ``"all"``, ``"newest"`` or ``()``."""
    CARD_YEARS: Years = "newest"
    """Years whose articles without image get a drawn share card; likewise."""
    EXTRAS_AT_MOST: int = Field(default=60, ge=0)
    """How many of the newest articles of those years get PDFs and cards; each takes 10–15 ms."""
    OFFLINE: bool = False
    """Whether a service worker keeps read articles for times without network."""
    COMPRESS: bool = False
    """Whether ``.br`` and ``.gz`` siblings are written."""
    LICENCE_DATA: str = Field(
        default="https://creativecommons.org/licenses/by/4.0/", pattern=r"^https?://\S+$"
    )
    """Licence of the open data."""
