"""How a typed model says in Vietnamese what it does not take."""

from pydantic_core import PydanticCustomError


def refusal(code: str, message: str, remedy: str) -> PydanticCustomError:
    """What a validator raises; :func:`portal.core.front_matter.type_matter` tells it as a problem
    with file and line."""
    # The texts may hold braces typed by an editor: pass them as context, never as a template.
    return PydanticCustomError(code, "{message}", {"message": message, "remedy": remedy})
