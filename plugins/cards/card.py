"""The picture that social networks show for an article without one (Open Graph, 1200 × 630).

It is drawn as indexes into a palette, not as colours: every text stands on an even ground, so a
ramp of steps from ground to ink is all that smooth letters need. That takes a fraction of the
time and of the bytes of a picture in full colour.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)
RECIPE = "1"
"""Raise it when the same words give another picture."""

MARGIN = 72
BAND = 132
"""Height of the band with the office's name, in pixels."""
TITLE_SIZES = (76, 68, 60, 52)
OFFICE_SIZES = (38, 34, 30)
"""Tried from the largest on, in pixels, until the text fits."""
LINE_HEIGHT = 1.28
"""Lower, and the marks of Ộ touch the line above."""

PAPER, INDIGO, CINNABAR, MUTED, GOLD, WHITE, INK = (
    (255, 254, 251),
    (31, 58, 104),
    (163, 32, 32),
    (86, 96, 107),
    (185, 138, 47),
    (255, 255, 255),
    (20, 42, 78),
)
STEPS = 16
RAMPS = ((INDIGO, WHITE), (PAPER, CINNABAR), (PAPER, INK), (PAPER, MUTED))
"""(ground, ink) of each kind of text; the palette is their steps, and gold at the end."""
ON_BAND, ACCENT, TITLE, NOTE = range(len(RAMPS))
_TOUCHED = [0] + [255] * 255
GOLD_INDEX = len(RAMPS) * STEPS


@dataclass(frozen=True, slots=True)
class ShareCard:
    """The words on a card."""

    title: str
    category: str
    office: str
    host: str

    @property
    def digest(self) -> str:
        words = (RECIPE, self.title, self.category, self.office, self.host)
        return blake2b("\0".join(words).encode(), digest_size=16).hexdigest()


def draw(card: ShareCard, faces: Path) -> bytes:
    """The card as PNG; ``faces`` is the folder of :func:`portal.typography.print.folder`."""
    canvas = Image.new("L", SIZE, TITLE * STEPS)
    pen = ImageDraw.Draw(canvas)
    pen.rectangle((0, 0, SIZE[0], BAND - 1), fill=ON_BAND * STEPS)
    pen.rectangle((0, BAND, SIZE[0], BAND + 5), fill=GOLD_INDEX)
    office = fit(card.office, faces, OFFICE_SIZES, BAND - 40)
    _write(canvas, (BAND - office.height) // 2, office, ON_BAND)
    category = Lines((card.category,), _font(faces, 700, 32))
    _write(canvas, BAND + 44, category, ACCENT)
    host = Lines((card.host,), _font(faces, 400, 30))
    foot = SIZE[1] - 36 - host.height
    _write(canvas, foot, host, NOTE)
    top = BAND + 44 + category.height + 20
    _write(canvas, top, fit(card.title, faces, TITLE_SIZES, foot - 16 - top), TITLE)
    canvas.putpalette(_palette())
    target = BytesIO()
    canvas.save(target, format="PNG", compress_level=6)
    return target.getvalue()


@dataclass(frozen=True, slots=True)
class Lines:
    texts: tuple[str, ...]
    font: ImageFont.FreeTypeFont

    @property
    def height(self) -> int:
        return round(self.font.size * LINE_HEIGHT) * len(self.texts)


def fit(text: str, faces: Path, sizes: tuple[int, ...], height: int) -> Lines:
    """``text`` in the largest of ``sizes`` (pixels) at which its lines stand in ``height``; cut
    with an ellipsis if the smallest is still too large."""
    width = SIZE[0] - 2 * MARGIN
    lines = Lines((), _font(faces, 700, sizes[0]))
    for size in sizes:
        font = _font(faces, 700, size)
        lines = Lines(_broken(text, font, width), font)
        if lines.height <= height:
            return lines
    most = height * len(lines.texts) // lines.height
    last = lines.texts[most - 1]
    while lines.font.getlength(f"{last} …") > width:
        last = last.rpartition(" ")[0]
    return Lines((*lines.texts[: most - 1], f"{last} …"), lines.font)


def _broken(text: str, font: ImageFont.FreeTypeFont, width: int) -> tuple[str, ...]:
    """Lines as full as they go; a word alone in the last line takes another one with it."""
    lines: list[list[str]] = [[]]
    for word in text.split():
        if lines[-1] and font.getlength(" ".join((*lines[-1], word))) > width:
            lines.append([])
        lines[-1].append(word)
    if len(lines) > 1 and len(lines[-1]) == 1 and len(lines[-2]) > 2:
        together = [lines[-2][-1], *lines[-1]]
        if font.getlength(" ".join(together)) <= width:
            lines[-2:] = [lines[-2][:-1], together]
    return tuple(" ".join(line) for line in lines)


def _write(canvas: Image.Image, top: int, lines: Lines, ramp: int) -> None:
    """Write ``lines`` below ``top``; marks and tails may reach a quarter line further."""
    steps = [ramp * STEPS + value * (STEPS - 1) // 255 for value in range(256)]
    step = lines.height // len(lines.texts)
    spare = step // 4
    mask = Image.new("L", (SIZE[0] - MARGIN, lines.height + 2 * spare))
    pen = ImageDraw.Draw(mask)
    for number, text in enumerate(lines.texts):
        # By the baseline, which stays where it is whatever marks a line has.
        baseline = spare + number * step + round(step * 0.76)
        pen.text((0, baseline), text, fill=255, font=lines.font, anchor="ls")
    canvas.paste(mask.point(steps), (MARGIN, top - spare), mask.point(_TOUCHED))


@cache
def _font(faces: Path, weight: int, size: int) -> ImageFont.FreeTypeFont:
    path = str(faces / f"{weight}-normal.ttf")
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _palette() -> bytes:
    colours = [
        tuple(
            round(dark + (light - dark) * step / (STEPS - 1))
            for dark, light in zip(ground, ink, strict=True)
        )
        for ground, ink in RAMPS
        for step in range(STEPS)
    ]
    return bytes(channel for colour in (*colours, GOLD) for channel in colour)
