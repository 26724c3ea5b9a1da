"""Pelican as it comes: its own reader, generators and writer with a minimal theme."""

SITENAME = "Văn phòng UBND tỉnh"
SITEURL = "https://vanphong.example.gov.vn"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
ARTICLE_PATHS = ["bai-viet"]
STATIC_PATHS = ["hinh-anh", "extra"]
EXTRA_PATH_METADATA = {"extra/style.css": {"path": "style.css"}}
DEFAULT_PAGINATION = 20
ARTICLE_URL = "{date:%Y}/{slug}/"
ARTICLE_SAVE_AS = "{date:%Y}/{slug}/index.html"
CATEGORY_URL = "chuyen-muc/{slug}/"
CATEGORY_SAVE_AS = "chuyen-muc/{slug}/index.html"
TAG_URL = "tu-khoa/{slug}/"
TAG_SAVE_AS = "tu-khoa/{slug}/index.html"
YEAR_ARCHIVE_SAVE_AS = "{date:%Y}/index.html"
AUTHOR_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "sitemap"]
PAGINATED_TEMPLATES = {"index": None, "tag": None, "category": None}
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)
SITEMAP_SAVE_AS = "sitemap.xml"
FEED_ALL_ATOM = None
FEED_ALL_RSS = "index.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
