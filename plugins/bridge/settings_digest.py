"""What settings say, as one digest: templates may read any of them."""

from collections.abc import Mapping
from hashlib import blake2b
from types import CodeType
from typing import Any

_NOT_FOR_PAGES = frozenset({
    "CACHE_PATH", "JINJA_ENVIRONMENT", "OUTPUT_PATH", "PATH", "PELICAN_CLASS", "PLUGINS",
    "PLUGIN_PATHS", "SETTINGS_FILE", "THEME", "THEME_TEMPLATES_OVERRIDES",
})  # fmt: skip
"""Where things are, and with what they are made; both are followed otherwise."""


def settings_digest(settings: Mapping[str, Any]) -> str:
    """Digest of all settings that a page may show, equal in every process and folder. Functions
    (``JINJA_FILTERS``) count by their code."""
    told = [
        (name, _told(value))
        for name, value in sorted(settings.items())
        if name.isupper() and name not in _NOT_FOR_PAGES
    ]
    return blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _told(value: Any) -> Any:
    match value:
        case None | bool() | int() | float() | str() | bytes():
            return value
        case Mapping():
            return [(_told(name), _told(one)) for name, one in value.items()]
        case list() | tuple():
            return [_told(one) for one in value]
        case set() | frozenset():
            return sorted(repr(_told(one)) for one in value)
    code = getattr(value, "__code__", None)
    if isinstance(code, CodeType):
        return _code(code)
    kind = value if isinstance(value, type) else type(value)
    return f"{kind.__module__}.{kind.__qualname__}"


def _code(code: CodeType) -> tuple[Any, ...]:
    constants = [_code(one) if isinstance(one, CodeType) else _told(one) for one in code.co_consts]
    return code.co_code.hex(), code.co_names, constants
