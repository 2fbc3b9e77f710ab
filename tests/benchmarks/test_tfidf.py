"""The baseline puts together what shares rare words."""

from benchmarks.tfidf import cluster_texts

TEXTS = ("ferry sank storm", "storm ferry drowned", "bakers flour bridge", "flour bakers price")


def test_texts_with_rare_words_in_common_are_one_cluster() -> None:
    clusters, threshold = cluster_texts(TEXTS, [[0, 1], [2, 3]])
    assert clusters == [[0, 1], [2, 3]]
    assert threshold > 0
