"""Economic sectors: NACE Rev. 2 in English, Italian and Urdu, linked to ISIC Rev. 4, and how to find one."""

from matching.sectors.finding import named_in, search
from matching.sectors.sources import common_words
from matching.sectors.suggesting import suggest
from matching.sectors.table import Sector, all_sectors, get, path, related

__all__ = ["Sector", "all_sectors", "common_words", "get", "named_in", "path", "related", "search", "suggest"]
