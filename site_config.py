"""The settings of the site: plain values. The handbook explains each (docs/thiet-lap.md)."""

# The office ---------------------------------------------------------------------------------
SITENAME = "Văn phòng Ủy ban nhân dân tỉnh"
SLOGAN = "Tham mưu chủ động, phục vụ tận tâm, số liệu minh bạch"
SITEURL = "https://vpubnd.example.gov.vn"
OFFICE = "lang-son"
PUBLISHER = {
    "responsible": "Chánh Văn phòng UBND tỉnh",
    "address": "Số 1 đường Hùng Vương, tỉnh Lạng Sơn",
    "phone": "0205 3800 000",
    "email": "vanphong@example.gov.vn",
    "licence": "Ghi rõ nguồn khi dùng lại thông tin trên cổng này.",
}

# What the site offers -----------------------------------------------------------------------
PAGE_SIZE = 20
COUNTER = None
PDF_YEARS = "all"
CARD_YEARS = "all"
EXTRAS_AT_MOST = 60
OFFLINE = False
COMPRESS = False

# The table of contents of the portal --------------------------------------------------------
PLUGINS = [
    "plugins.assets",
    "plugins.images",
    "plugins.news",
    "plugins.archive",
    "plugins.statistics",
    "plugins.open_data",
    "plugins.search",
    "plugins.feeds",
    "plugins.redirects",
    "plugins.sitemap",
    "plugins.counter",
    "plugins.pdf",
    "plugins.cards",
    "plugins.offline",
]

# Pelican ------------------------------------------------------------------------------------
PELICAN_CLASS = "plugins.Portal"
PATH = "content"
OUTPUT_PATH = "output"
CACHE_PATH = ".cache"
THEME = "theme"
MARKDOWN_RENDERER = "pyromark"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
READERS = {"rst": None, "html": None}
