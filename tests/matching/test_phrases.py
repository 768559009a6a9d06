from matching.phrases import NOTHING, Phrases, longest_phrase


def listed() -> Phrases:
    phrases = Phrases()
    for column, keys in enumerate((("a",), ("a", "b"), ("a", "b", "c"), ("z", "b", "d"))):
        phrases.add(keys, column, 1.0)
    return phrases


def test_the_longest_phrase_is_found_whichever_key_opens_it():
    phrases = listed()
    said = [phrases.word(keys, ()) for keys in (["a", "z"], ["b"], ["c", "d"])]
    assert longest_phrase(said, 0) == (3, {2: 1.0})
    assert longest_phrase(said[:2], 0) == (2, {1: 1.0})
    assert longest_phrase(said[:1], 0) == (1, NOTHING)


def test_a_phrase_that_is_not_finished_is_none():
    phrases = listed()
    said = [phrases.word(keys, ()) for keys in (["z"], ["b"], ["c"])]
    assert longest_phrase(said, 0) == (1, NOTHING)


def test_keys_that_stand_in_no_phrase_are_forgotten():
    word = listed().word(["unknown", "b"], ())
    assert (word.keys, word.openings) == (("b",), ())


def test_the_strongest_weight_of_a_phrase_is_kept():
    phrases = Phrases()
    for weight in (0.4, 1.0, 0.6):
        phrases.add(("a",), 7, weight)
    assert phrases.of("a") == {7: 1.0}
    assert phrases.of("b") is NOTHING
