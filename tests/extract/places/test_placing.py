"""Which places a report names, and which of the namesakes they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.extract.places import Entry, Gazetteer
from rashomon.records import Place

Placing = Callable[..., list[Place]]


def where(place: Place) -> tuple[str, str | None, str | None]:
    return place.name, place.country, place.admin1


def test_a_region_after_a_comma_settles_which_town_is_meant_and_for_later_mentions_too(
    place: Placing,
) -> None:
    first, region, later = place("Rain fell in [LOC Springfield], [LOC Illinois]. [LOC Springfield] slept.")
    assert where(first) == where(later) == ("Springfield", "USA", "Illinois")
    assert first.geonames_id == later.geonames_id and first.latitude == pytest.approx(39.8, abs=0.1)
    assert region.feature == "admin1"


def test_one_name_with_its_region_in_it_is_two_places(place: Placing) -> None:
    town, state = place("A shop burned in [LOC Paris, Texas].")
    assert (town.admin1, state.name) == ("Texas", "Texas")


@pytest.mark.parametrize(("neighbour", "country"), [("Rosario", "ARG"), ("Seville", "ESP")])
def test_the_other_places_of_a_report_settle_which_town_is_meant(
    place: Placing, neighbour: str, country: str
) -> None:
    places = place(f"Buses run between [LOC {neighbour}] and [LOC Córdoba].")
    assert {one.country for one in places} == {country}


def test_a_people_in_front_tells_the_country(place: Placing) -> None:
    (kenyan,) = place("Wells dried up in the Kenyan town of [LOC Eldoret].")
    assert kenyan.country == "KEN"
    (lost,) = place("Wells dried up in the Malian village of [LOC Zzanzibou].", upos={"Malian": "ADJ"})
    assert (lost.how, lost.country, lost.latitude) == ("lies in", "MLI", None)


def test_a_region_is_told_from_the_town_it_is_named_after(place: Placing) -> None:
    (region,) = place("Herders left the [LOC Gao] region.")
    (town,) = place("Herders left [LOC Gao].")
    assert (region.feature, region.latitude) == ("admin1", None)
    assert town.feature == "city" and town.latitude is not None
    assert region.country == town.country == "MLI"


def test_a_part_of_a_place_is_that_place(place: Placing) -> None:
    (mali,) = place("Rain fell in [LOC northern Mali].")
    assert (mali.name, mali.feature) == ("Mali", "country")


def test_countries_and_regions_have_no_point_and_continents_have_geonames_own(place: Placing) -> None:
    niger, europe = place("[LOC Niger] wrote to [LOC Europe].")
    assert (niger.feature, niger.how, niger.latitude) == ("country", "resolved", None)
    assert (europe.feature, europe.country) == ("continent", None) and europe.latitude is not None


def test_what_the_gazetteer_lacks_takes_the_place_it_is_said_to_lie_in_and_is_marked_so(
    place: Placing,
) -> None:
    camp, town, later = place(
        "Tents burned at [LOC Sunrise camp] in [LOC Lodwar]. Nobody was hurt in [LOC Sunrise camp]."
    )
    assert (camp.name, camp.feature, camp.how) == ("Sunrise camp", "facility", "lies in")
    assert camp.geonames_id is None and (camp.latitude, camp.country) == (town.latitude, "KEN")
    assert later.latitude == camp.latitude and camp.confidence < town.confidence


def test_a_list_of_places_tells_nothing_of_where_they_lie(place: Placing) -> None:
    lost, *_ = place("Rain fell in [LOC Zzanzibou], [LOC Niger] and [LOC Chad].")
    assert (lost.how, lost.country) == ("unresolved", None)


def test_a_direction_from_a_place_is_not_inside_it(place: Placing) -> None:
    lost, _ = place("A lorry sank in [LOC Zzanzibou], ten miles east of [LOC Nairobi].")
    assert lost.how == "unresolved"


def test_what_stays_open_has_no_coordinates_and_says_what_it_might_be(place: Placing) -> None:
    (open_one,) = place("The choir comes from [LOC San Pedro].")
    assert (open_one.how, open_one.latitude, open_one.country) == ("unresolved", None, None)
    assert len(open_one.candidates) > 1
    assert open_one.candidates[0].score >= open_one.candidates[1].score
    (unknown,) = place("The choir comes from [LOC Zzanzibou].")
    assert (unknown.how, unknown.name, unknown.candidates) == ("unresolved", "Zzanzibou", ())


def test_a_small_namesake_abroad_is_no_match_for_a_report_about_another_country(place: Placing) -> None:
    kenya = "[LOC Nairobi], [LOC Mombasa], [LOC Kisumu] and [LOC Nakuru] in [LOC Kenya]"
    assert place(f"{kenya} sent nurses to [LOC Foya].")[-1].how == "unresolved"


def test_a_facility_is_not_the_town_of_its_name(place: Placing) -> None:
    places = place("Guests left the [facility [LOC White House]].")
    assert [one.how for one in places] == ["unresolved"]


def test_a_river_or_large_region_is_known_as_such_without_a_point(place: Placing) -> None:
    sea, region = place("Ships left the [LOC Black Sea] for the [LOC Middle East].")
    assert (sea.feature, region.feature) == ("sea", "region")
    assert (sea.how, sea.latitude, sea.geonames_id) == ("unresolved", None, None)


def test_persons_bodies_and_peoples_are_no_places(place: Placing) -> None:
    assert place("[PER Paris Hilton] met [ORG Manchester United] and an Iranian envoy.") == []
    assert place("[LOC Iranian] rugs sold well.") == []
    assert place("[LOC Sudanese city] roads flooded.") == []


def test_a_country_is_found_without_a_label_and_a_house_of_government_is_not(place: Placing) -> None:
    (peru,) = place("Nobody in Peru answered the White House.")
    assert peru.name == "Peru"


def test_a_name_labelled_otherwise_is_a_place_where_the_report_shows_it(place: Placing) -> None:
    assert len(place("[LOC Kerang] voted. [PER Kerang] slept.")) == 2
    assert place("[ORG Moldova] objected.")[0].country == "MDA"
    assert place("[PER Jordan] spoke. [PER Michael Jordan] sang.") == []


def test_a_dateline_names_a_place_whatever_its_label(place: Placing) -> None:
    town, country = place("Bridge falls\n[PER GAO], [LOC Mali] — Rain fell.")
    assert (town.country, country.country) == ("MLI", "MLI")
    assert place("Meanwhile, at noon — rain fell.", upos={"Meanwhile": "ADV"}) == []


def test_the_country_of_the_address_tips_the_scales(place: Placing) -> None:
    (kenyan,) = place("Shops in [LOC Kitale] closed.", url="https://news.example.co.ke/shops")
    assert kenyan.country == "KEN"


def test_places_belong_to_entities(place: Placing) -> None:
    (lima,) = place("[place [LOC Lima]] slept.")
    assert lima.entity is not None


def test_a_users_own_places_go_first(place: Placing) -> None:
    own = Entry(
        geonames_id=None,
        name="Camp Paris",
        feature="camp",
        country="SSD",
        admin1=None,
        latitude=9.5,
        longitude=31.6,
        population=0,
        is_own=True,
    )
    (camp,) = place("Rain fell on [LOC Paris].", Gazetteer(overlay={"paris": (own,)}))
    assert (camp.name, camp.feature, camp.latitude, camp.how) == ("Camp Paris", "camp", 9.5, "resolved")


class Counting(Gazetteer):
    """A gazetteer that counts how often it is asked."""

    asked = 0

    def find(self, name: str) -> tuple[Entry, ...]:
        self.asked += 1
        return super().find(name)


def test_look_ups_grow_with_the_text_alone(place: Placing) -> None:
    def ask(times: int) -> int:
        gazetteer = Counting()
        place(
            " ".join(f"Rain fell in [LOC Town{at}] and [LOC Springfield]." for at in range(times)), gazetteer
        )
        return gazetteer.asked

    assert ask(40) <= 2 * ask(20)


def test_the_same_report_has_the_same_places(place: Placing) -> None:
    text = "[LOC Springfield] wrote to [LOC Paris], [LOC Texas], and to the [LOC Gao] region of [LOC Mali]."
    assert place(text) == place(text)


def test_a_name_that_begins_with_a_possessor_is_not_the_town_of_that_name(place: Placing) -> None:
    (island,) = place("Graves lie on [LOC Paris]'s Island.")
    assert (island.name, island.how) == ("Paris's Island", "unresolved")


def test_what_a_place_has_is_not_part_of_its_name(place: Placing) -> None:
    assert place("Graves lie on [LOC Paris]'s Island Lane.")[0].name == "Paris"
    assert place("Graves lie on [LOC Paris]'s island.")[0].name == "Paris"


def test_a_town_that_never_stands_as_a_place_is_not_taken_for_sure(place: Placing) -> None:
    (sure,) = place("A farm burned near [LOC Eldoret].")
    (doubted,) = place("The [LOC Eldoret] chairman resigned.")
    assert sure.confidence > 0.9 and doubted.confidence <= 0.85
    told = place("The [LOC Eldoret] chairman resigned. A farm burned near [LOC Eldoret].")
    assert {one.confidence > 0.9 for one in told} == {True}


def test_a_town_whose_name_is_a_body_s_is_not_taken_for_sure(place: Placing) -> None:
    told = place("[ORG Eldoret] won. Voters in [LOC Eldoret] cheered.")
    assert len(told) == 2 and {one.confidence <= 0.85 for one in told} == {True}


def test_a_country_needs_no_preposition(place: Placing) -> None:
    (kenya,) = place("[LOC Kenya] voted.")
    assert kenya.confidence > 0.9
