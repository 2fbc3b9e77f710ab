from __future__ import annotations

from collections.abc import Callable

from rashomon.records import Account, Entity

Read = Callable[..., Account]


def chains(account: Account) -> set[frozenset[str]]:
    text = account.report.text
    return {frozenset(text[slice(*mention.span)] for mention in one.mentions) for one in account.entities}


def entity(account: Account, words: str) -> Entity:
    text = account.report.text
    (found,) = [
        one for one in account.entities if words in [text[slice(*mention.span)] for mention in one.mentions]
    ]
    return found


def test_a_full_name_a_surname_and_a_titled_surname_are_one_person(read: Read) -> None:
    account = read(
        "[person [PER Ana Ruiz]] left . [person [PER Ruiz]] spoke . [person Mrs [PER Ruiz]] arrived ."
    )
    assert chains(account) == {frozenset({"Ana Ruiz", "Ruiz", "Mrs Ruiz"})}
    assert account.entities[0].name == "Ana Ruiz"
    assert account.entities[0].aliases == ("Ruiz",)


def test_a_surname_in_the_headline_finds_its_full_name_later(read: Read) -> None:
    account = read("[person [PER Ruiz]] left\n\n[person President [PER Ana Ruiz]] spoke .")
    assert len(account.entities) == 1
    assert account.entities[0].sector == "GOV"


def test_initials_stand_for_given_names(read: Read) -> None:
    account = read(
        "[person [PER J. Smith]] met [person [PER Ana Ruiz]] . [person [PER John F. Smith]] left ."
    )
    assert frozenset({"J. Smith", "John F. Smith"}) in chains(account)


def test_two_people_of_one_surname_stay_two_and_a_bare_surname_joins_neither(read: Read) -> None:
    account = read("[person [PER Ana Ruiz]] met [person [PER Luis Ruiz]] . [person [PER Ruiz]] left .")
    assert len(account.entities) == 3


def test_a_bare_surname_is_whose_full_name_was_known_when_it_first_stood_alone(read: Read) -> None:
    account = read(
        "[person [PER Ana Ruiz]] left . [person [PER Ruiz]] spoke . [person [PER Luis Ruiz]] came . "
        "[person [PER Ruiz]] wept ."
    )
    assert chains(account) == {frozenset({"Ana Ruiz", "Ruiz"}), frozenset({"Luis Ruiz"})}


def test_of_two_known_people_a_bare_surname_is_whose_name_is_in_the_headline(read: Read) -> None:
    account = read(
        "[person [PER Ana Ruiz]] leaves\n\n[person [PER Luis Ruiz]] came . [person [PER Ruiz]] wept ."
    )
    assert frozenset({"Ana Ruiz", "Ruiz"}) in chains(account)


def test_a_name_after_a_comma_is_his_whom_the_phrase_describes(read: Read) -> None:
    account = read(
        "[person the mayor of [place [LOC Lima]] , [PER Ana Ruiz]] left . [person [PER Ruiz]] spoke .",
        upos={"mayor": "NOUN"},
    )
    assert frozenset({"the mayor of Lima , Ana Ruiz", "Ana Ruiz", "Ruiz"}) in chains(account)


def test_a_name_after_another_person_is_not_whom_the_phrase_describes(read: Read) -> None:
    account = read(
        "[person a friend of his mother , [person [PER Ana Ruiz]]] left .", upos={"mother": "NOUN"}
    )
    assert frozenset({"Ana Ruiz"}) in chains(account)


def test_the_same_words_again_are_the_same_whatever_the_links_say(read: Read) -> None:
    account = read(
        "[organization The government] left . [organization:0=.01 The government] spoke . "
        "[organization:0=.01,1=.01 The government] wept ."
    )
    assert len(account.entities) == 1


def test_many_persons_are_a_group(read: Read) -> None:
    assert read("[s1 [person Two officials]] [c1 said] [x1 so] .").entities[0].kind == "group"


def test_what_speaks_and_is_nobody_is_a_work(read: Read) -> None:
    account = read("[s1 The outcome] [c1 suggests] [x1 so] .", deps={"The": ("det", "outcome")})
    assert account.entities[0].kind == "work"


def test_i_outside_quotations_is_no_description(read: Read) -> None:
    account = read("[person A friend] left . [s1 [person:0=.9 I]] [c1 said] [x1 so] .")
    assert frozenset({"I"}) in chains(account)


def test_new_mexico_is_not_in_mexico(read: Read) -> None:
    assert read("[place [LOC New Mexico]] voted .", upos={"New": "PROPN"}).entities[0].country is None


def test_mr_and_mrs_of_one_name_stay_two(read: Read) -> None:
    account = read("[person Mr [PER Ruiz]] met [person Mrs [PER Ruiz]] . [person Mr [PER Ruiz]] left .")
    assert [len(one.mentions) for one in account.entities] == [2, 1]


def test_a_link_cannot_join_two_full_names(read: Read) -> None:
    account = read("[person [PER Ana Ruiz]] met [person:0=.99 [PER Luis Ruiz]] .")
    assert len(account.entities) == 2


def test_an_acronym_in_brackets_is_joined_to_the_long_form(read: Read) -> None:
    account = read(
        "[organization the [ORG Democratic Unity Front]] ( [organization [ORG DUF]] ) spoke . "
        "[organization The [ORG DUF]] left ."
    )
    assert len(account.entities) == 1
    assert account.entities[0].name == "Democratic Unity Front"
    assert account.entities[0].aliases == ("DUF",)


def test_a_foreign_acronym_in_brackets_needs_no_fitting_initials(read: Read) -> None:
    account = read(
        "[organization the [ORG Patriotic Movement of the Kotto]] ( [organization [ORG MPKT]] ) spoke ."
    )
    assert len(account.entities) == 1


def test_a_dateline_is_no_acronym_of_its_town(read: Read) -> None:
    assert len(read("[place [LOC MANILA]] ( [organization [ORG AP]] ) — Rain fell .").entities) == 2


def test_an_acronym_far_from_its_long_form_is_joined_by_initials(read: Read) -> None:
    account = read("[organization [ORG World Health Organization]] spoke . [organization [ORG WHO]] left .")
    assert len(account.entities) == 1


def test_a_ministry_is_also_the_ministry_and_it(read: Read) -> None:
    account = read(
        "[organization the Peruvian [ORG Ministry of Health]] spoke . "
        "[s1 [organization The ministry]] [c1 said] [x1 so] . "
        "[s2 [organization:0=.3,1=.4 It]] [c2 denied] [x2 more] ."
    )
    (ministry,) = account.entities
    assert [mention.form for mention in ministry.mentions] == ["name", "description", "pronoun"]
    assert (ministry.country, ministry.sector, ministry.kind) == ("PER", "GOV", "organization")


def test_two_ministries_stay_two(read: Read) -> None:
    account = read(
        "[organization the Peruvian [ORG Ministry of Health]] met "
        "[organization the Chilean [ORG Ministry of Health]] . "
        "[organization the [ORG Ministry of Health]] spoke . [organization The ministry] left ."
    )
    assert len(account.entities) == 4


def test_word_order_and_country_words_do_not_part_a_ministry(read: Read) -> None:
    account = read(
        "[organization [ORG Peruvian Health Ministry]] met [organization [ORG Peru 's Ministry of Health]] ."
    )
    assert len(account.entities) == 1


def test_a_country_by_any_of_its_names_is_one(read: Read) -> None:
    account = read("[place The [LOC United States]] spoke . [place The [LOC U.S.]] left .")
    assert len(account.entities) == 1
    assert account.entities[0].country == "USA"


def test_a_part_of_a_country_is_not_the_country(read: Read) -> None:
    account = read("[place eastern [LOC Ukraine]] met [place [LOC Ukraine]] .", upos={"eastern": "ADJ"})
    assert len(account.entities) == 2


def test_a_pronoun_of_another_gender_is_not_joined(read: Read) -> None:
    account = read("[person Mrs [PER Ruiz]] left . [s1 [person:0=.9 He]] [c1 said] [x1 so] .")
    assert len(account.entities) == 2


def test_it_is_nobody(read: Read) -> None:
    account = read("[person [PER Ana Ruiz]] left . [s1 [organization:0=.9 It]] [c1 said] [x1 so] .")
    assert len(account.entities) == 2


def test_an_unlinked_pronoun_is_no_entity_unless_it_speaks(read: Read) -> None:
    assert read("[person She] left .").entities == ()
    assert [one.name for one in read("[s1 [person She]] [c1 said] [x1 so] .").entities] == ["She"]


def test_a_pronoun_below_the_threshold_abstains(read: Read) -> None:
    account = read("[person [PER Ana Ruiz]] left . It rained . It snowed . [person:0=.3 She] spoke .")
    assert chains(account) == {frozenset({"Ana Ruiz"})}


def test_probability_adds_up_over_a_chain(read: Read) -> None:
    account = read(
        "[person [PER Ana Ruiz]] met [person [PER Bo Li]] . [person [PER Ruiz]] left . "
        "[person:0=.3,1=.35,2=.3 She] spoke ."
    )
    assert frozenset({"Ana Ruiz", "Ruiz", "She"}) in chains(account)


def test_i_and_we_in_a_quotation_belong_to_who_is_quoted(read: Read) -> None:
    account = read(
        "[x1 “[person I] am glad,”] [c1 said] [s1 [person [PER Ana Ruiz]]] . "
        "[x2 “[group We] know,”] [c2 said] [s2 [organization the [ORG Labour Front]]] ."
    )
    assert chains(account) == {frozenset({"I", "Ana Ruiz"}), frozenset({"We", "the Labour Front"})}


def test_a_spokesman_says_we_for_his_body(read: Read) -> None:
    account = read(
        "[x1 “[group We] know,”] [c1 said] [s1 [person [organization the [ORG Labour Front]] spokesman]] ."
    )
    assert frozenset({"We", "the Labour Front"}) in chains(account)


def test_you_and_he_in_a_quotation_are_not_who_is_quoted(read: Read) -> None:
    account = read(
        "[person [PER Bo Li]] left . [s1 [person [PER Tom Ruiz]]] [c1 said] : "
        "[x1 “[person I] saw [person:2=.9 you] and [person:1=.9 him].”]"
    )
    assert frozenset({"Tom Ruiz", "I"}) in chains(account)


def test_a_relative_pronoun_is_its_noun(read: Read) -> None:
    account = read("[person [PER Ana Ruiz]] , [s1 [person who]] [c1 denied] [x1 it] , left .")
    assert chains(account) == {frozenset({"Ana Ruiz", "who"})}


def test_who_speaks_on_is_who_spoke_last_if_nobody_came_between(read: Read) -> None:
    said = "[s1 [person [PER Ana Ruiz]]] [c1 said] [x1 so] . {} [s2 [person She]] [c2 said] [x2 more] ."
    assert frozenset({"Ana Ruiz", "She"}) in chains(read(said.format("")))
    assert frozenset({"Mia Li", "She"}) in chains(read(said.format("[person [PER Mia Li]] left .")))


def test_an_apposition_is_one_with_its_noun_and_what_it_holds_is_not(read: Read) -> None:
    account = read(
        "[person [PER Ana Ruiz] , [person a spokeswoman for [organization the police]]] , left .",
        deps={"spokeswoman": ("appos", "Ruiz"), "police": ("nmod", "spokeswoman")},
    )
    assert len(account.entities) == 2
    assert entity(account, "the police").sector == "COP"


def test_x_and_y_is_not_x(read: Read) -> None:
    account = read(
        "[group [person [PER Ana Ruiz]] and [person [PER Bo Li]]] left .", deps={"Li": ("conj", "Ruiz")}
    )
    assert all(len(one.mentions) == 1 for one in account.entities)


def test_country_and_sector_come_from_the_words(read: Read) -> None:
    account = read("[organization the Israeli army] met [organization police] and [place [LOC Lima]] .")
    assert [(one.country, one.sector) for one in account.entities] == [
        ("ISR", "MIL"),
        (None, "COP"),
        ("PER", None),
    ]


def test_who_a_relative_clause_tells_of_is_no_body_that_somebody_belongs_to(read: Read) -> None:
    account = read("[group two loggers who fled from the police] slept .")
    assert account.entities[0].sector is None


def test_a_description_is_named_without_its_article(read: Read) -> None:
    assert read("[group the angry residents] left .").entities[0].name == "angry residents"


def test_a_name_without_a_mention_is_an_entity(read: Read) -> None:
    assert [(one.name, one.kind) for one in read("[LOC Lima] is near .").entities] == [("Lima", "place")]
