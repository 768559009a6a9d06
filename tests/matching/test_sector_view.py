import numpy as np

from matching.anchors import sector_places
from matching.packaged import packaged_name
from matching.sector_view import SectorView, named_classes, sector_classes


def test_words_name_classes():
    row = named_classes(["Manufacture of footwear"])[0]
    assert sector_classes()[int(row.argmax())] == "15.20"


def test_a_group_shares_its_strength_with_its_classes():
    row = named_classes(["Growing of perennial crops"])[0]
    grown = [strength for code, strength in zip(sector_classes(), row, strict=True) if code[:4] == "01.2"]
    assert min(grown) > 0


def test_texts_of_one_trade_are_alike_across_writings_and_others_are_not():
    texts = ["Fabbricazione di calzature", "Manufacture of footwear", "Retail sale of books"]
    rows = SectorView().fit().transform([(text, None) for text in texts]).toarray()
    likeness = rows @ rows.T
    assert likeness[0, 1] > 0.6
    assert likeness[0, 2] < 0.2


def test_classes_of_one_group_are_more_alike_than_those_of_one_section():
    view = SectorView(np.eye(615, dtype=np.float32)).fit()
    place = {code: number for number, code in enumerate(sector_classes())}
    vectors = np.eye(615, dtype=np.float32)[[place["13.91"], place["13.92"], place["14.11"]]]
    rows = view.transform([("", vector) for vector in vectors]).toarray()
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


def test_a_text_that_lies_near_no_trade_has_no_sector():
    view = SectorView(np.eye(615, dtype=np.float32)).fit()
    assert view.transform([("", np.full(615, 0.01, dtype=np.float32))]).toarray().any() == np.False_


def test_an_empty_list_gives_an_empty_matrix():
    assert SectorView().fit().transform([]).shape == (0, 615 + 272 + 88)


def test_places_serve_only_the_encoder_that_they_were_learned_with():
    assert sector_places("another") is None
    assert sector_places(None) is None
    places = sector_places(packaged_name())
    assert places is None or places.shape == (615, 384)
