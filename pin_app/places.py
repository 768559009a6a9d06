"""Places of Italy and Pakistan: countries, regions, provinces, districts, cities; names and recognition."""

from pin_app.place_names import (
    COUNTRIES,
    districts,
    is_region,
    label,
    provinces,
    region_of,
    regions,
)
from pin_app.place_search import City, find_city, find_district, suggest_cities

__all__ = [
    "COUNTRIES",
    "City",
    "districts",
    "find_city",
    "find_district",
    "is_region",
    "label",
    "provinces",
    "region_of",
    "regions",
    "suggest_cities",
]
