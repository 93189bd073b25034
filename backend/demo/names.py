# ruff: noqa: E501 (a bank of names reads best one list a line)
"""Names of the borough's people, by community: given names by the age at which they were common, family names, languages.

All invented combinations. Shares are roughly those of people who are old or ill in Tower Hamlets, and of all residents (Census 2021).
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Community:
    """`share_ill` and `share_all` are weights, not percentages. `languages`: (spoken sets, weight) for those over 60, then for the younger."""

    ethnicity: str
    share_ill: int
    share_all: int
    women: tuple[str, ...]
    men: tuple[str, ...]
    women_young: tuple[str, ...]
    men_young: tuple[str, ...]
    family: tuple[str, ...]
    family_women: tuple[str, ...] = ()
    """Where women of the older generation bear another last name than men: Begum, Khatun."""
    languages: tuple[tuple[tuple[str, ...], int], ...] = ((("English",), 1),)
    languages_young: tuple[tuple[tuple[str, ...], int], ...] = ((("English",), 1),)
    interpreter_share: float = 0.0
    """Of those over 60: how many need one for decisions."""


def _n(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(","))


COMMUNITIES: tuple[Community, ...] = (
    Community(
        "Bangladeshi", 34, 35,
        women=_n("Rokeya, Jahanara, Shamsun Nahar, Hosne Ara, Monowara, Rahela, Sufia, Anowara, Ayesha, Momtaz, Nurjahan, Rabeya, Saleha, Fatema, Hasina, Rezia, Khodeja, Jamila, Amirun, Chand Banu, Golapjan, Safia, Mariam, Sahera, Tahera, Lutfun Nahar, Halima, Zohra, Shahida, Rashida, Begum Nesa, Hajera"),
        men=_n("Abdul Malik, Mohammed Ali, Nurul Islam, Abdur Rahman, Shafiqul, Abdul Haque, Moinul, Surab, Ashik, Abdul Karim, Rois, Mohammed Abdul, Siraj, Shamsul, Abdus Salam, Motin, Tahir, Kamal, Abdul Mannan, Gous, Harun, Anwar, Fazlu, Intaz, Abdul Jabbar, Mujibur, Sona, Lal, Akhlak, Mohammed Yusuf, Arjumand, Noor"),
        women_young=_n("Nasima, Shabnam, Farzana, Nadia, Tahmina, Rumana, Sultana, Fahima, Shirin, Nazma, Ruksana, Lubna, Mahbuba, Tasnim, Sumaiya, Maryam, Anika, Zara, Labiba, Ayesha"),
        men_young=_n("Shahid, Kamrul, Rezaul, Imran, Tariq, Abdul, Mizan, Jubair, Saif, Shakil, Rafi, Mahir, Yusuf, Ibrahim, Zayn, Ismail, Hamza, Adam, Faisal, Kabir"),
        family=_n("Miah, Ali, Uddin, Islam, Ahmed, Rahman, Hussain, Choudhury, Khan, Hoque, Ullah, Alam, Karim, Chowdhury, Haque, Kamal, Mustafa, Sikder, Talukdar, Malik, Hannan, Rob, Matin, Quddus"),
        family_women=_n("Begum, Khatun, Bibi, Khanom, Nessa, Akhtar, Sultana, Banu, Chowdhury, Rahman, Islam, Miah"),
        languages=((("Sylheti",), 5), (("Bengali", "Sylheti"), 4), (("English", "Sylheti"), 3), (("Bengali", "English", "Sylheti"), 1)),
        languages_young=((("English", "Sylheti"), 5), (("Bengali", "English"), 2), (("English",), 3)),
        interpreter_share=0.6,
    ),
    Community(
        "White British", 33, 23,
        women=_n("Dorothy, Joan, Doris, Margaret, Eileen, Jean, Sheila, Maureen, Patricia, Brenda, Pamela, Iris, Vera, Beryl, Rita, Shirley, Sylvia, June, Barbara, Hilda, Edna, Ivy, Lilian, Gladys, Queenie, Ada, Josephine, Carol, Christine, Linda, Janet, Pauline"),
        men=_n("George, Terence, Ronald, Leonard, Albert, Stanley, Frederick, Raymond, Dennis, Kenneth, Arthur, Reginald, Sidney, Harold, Ernest, Alfred, Walter, Derek, Norman, Peter, Brian, Alan, Roy, Douglas, Victor, Cyril, Bernard, Thomas, William, James, Michael, Barry"),
        women_young=_n("Kelly, Lisa, Tracey, Hannah, Emma, Sarah, Gemma, Donna, Leanne, Charlotte, Amy, Sophie, Grace, Ellie, Ruby, Poppy, Karen, Debbie, Michelle, Julie"),
        men_young=_n("Darren, Lee, Wayne, Dean, Gary, Stephen, Craig, Jamie, Ryan, Luke, Daniel, Jack, Harry, Callum, Archie, Kevin, Mark, Paul, Scott, Jason"),
        family=_n("Bailey, Whitfield, Pearce, Turner, Cole, Webb, Harris, Palmer, Reeves, Baker, Fletcher, Watts, Stevens, Bryant, Coleman, Cox, Marsh, Francis, Hurst, Lovell, Sharpe, Tilley, Gibbs, Dawson, Perkins, Wicks, Bateman, Fowler, Sawyer, Tanner, Pocock, Huggins, Bright, Moss, Ellis, Barnes, Cooper, Chapman"),
    ),
    Community(
        "White Irish", 4, 1,
        women=_n("Margaret, Bridget, Kathleen, Nora, Philomena, Teresa, Mary, Breda, Eithne, Josephine, Carmel, Noreen"),
        men=_n("Patrick, Michael, Sean, Thomas, Declan, Cornelius, Eamon, Martin, Brendan, Desmond, Liam, Finbarr"),
        women_young=_n("Siobhan, Niamh, Aoife, Ciara, Orla, Sinead"),
        men_young=_n("Conor, Cormac, Ronan, Niall, Darragh, Kieran"),
        family=_n("O'Leary, O'Connor, Kelly, Doherty, Murphy, Byrne, Gallagher, Keane, Moran, Hennessy, Sweeney, Quinn, Lynch, Foley"),
    ),
    Community(
        "Other White", 6, 15,
        women=_n("Halina, Zofia, Irena, Krystyna, Danuta, Maria, Elena, Giulia, Carmela, Rosa, Olga, Ruta"),
        men=_n("Stanislaw, Jan, Zbigniew, Tadeusz, Antonio, Giuseppe, Vasile, Ion, Jonas, Carlos, Dimitri, Andrzej"),
        women_young=_n("Agnieszka, Magda, Ioana, Chiara, Lucia, Marta, Camille, Ana, Elif, Katarzyna, Simona, Greta"),
        men_young=_n("Tomasz, Piotr, Andrei, Marco, Javier, Lukas, Mateusz, Emre, Julien, Bogdan, Nuno, Pavel"),
        family=_n("Kowalski, Zielinska, Nowak, Wisniewska, Popescu, Ionescu, Rossi, Silva, Ferreira, Petrov, Jankauskas, Moreau, Lopez, Yilmaz, Demir, Levy, Abrahams, Cohen"),
        languages=((("Polish",), 2), (("English", "Polish"), 3), (("English", "Italian"), 2), (("English", "Romanian"), 1), (("English",), 3)),
        languages_young=((("English", "Polish"), 2), (("English", "Romanian"), 2), (("English", "Italian"), 2), (("English", "Spanish"), 1), (("English",), 3)),
        interpreter_share=0.25,
    ),
    Community(
        "African", 6, 3,
        women=_n("Fadumo, Halimo, Amina, Hawa, Sahra, Khadra, Maryan, Asha, Shukri, Zeinab, Faduma, Dahabo, Ruqiya, Safiya"),
        men=_n("Abdirahman, Ahmed, Mohamud, Hassan, Ali, Yusuf, Ismail, Omar, Jama, Abdullahi, Said, Farah, Nur, Warsame"),
        women_young=_n("Ayaan, Hodan, Ifrah, Nimo, Sagal, Hibo, Ubah, Deqa"),
        men_young=_n("Abdi, Liban, Mahad, Guled, Zakariya, Bilal, Ayub, Khalid"),
        family=_n("Farah, Jama, Osman, Hassan, Warsame, Abdi, Yusuf, Nur, Ismail, Ali, Mohamud, Hersi, Aden, Duale, Egal, Guled, Samatar"),
        languages=((("Somali",), 5), (("Arabic", "Somali"), 2), (("English", "Somali"), 3)),
        languages_young=((("English", "Somali"), 5), (("English",), 2)),
        interpreter_share=0.6,
    ),
    Community(
        "African", 4, 4,
        women=_n("Grace, Comfort, Esther, Abena, Folasade, Ngozi, Mercy, Adwoa, Yetunde, Patience, Beatrice, Victoria"),
        men=_n("Kwame, Emmanuel, Samuel, Olusegun, Kofi, Chukwuma, Joseph, Babatunde, Isaac, Festus, Kwabena, Thomas"),
        women_young=_n("Temitope, Chioma, Efua, Blessing, Ama, Kemi, Funmi, Akosua"),
        men_young=_n("Tunde, Kojo, Emeka, Femi, Daniel, Kwesi, David, Ikenna"),
        family=_n("Adeyemi, Okafor, Mensah, Osei, Boateng, Adebayo, Nwosu, Asante, Okonkwo, Owusu, Balogun, Eze, Appiah, Sesay"),
        languages=((("English", "Yoruba"), 3), (("English", "Twi"), 3), (("English", "Igbo"), 2), (("English",), 2)),
        languages_young=((("English",), 4), (("English", "Yoruba"), 1), (("English", "Twi"), 1)),
    ),
    Community(
        "Caribbean", 6, 2,
        women=_n("Yvonne, Marcia, Sylvia, Hyacinth, Lorna, Merle, Icilda, Myrtle, Gloria, Beverley, Norma, Cynthia, Verona, Ivy"),
        men=_n("Winston, Leroy, Clinton, Errol, Neville, Egbert, Lloyd, Desmond, Carlton, Vincent, Rupert, Clive, Fitzroy, Cuthbert"),
        women_young=_n("Natalie, Simone, Janelle, Chantelle, Leanna, Monique, Tanya, Keisha"),
        men_young=_n("Marcus, Jerome, Andre, Nathan, Jermaine, Tyrone, Curtis, Dwayne"),
        family=_n("Campbell, Grant, Baptiste, Robinson, Reid, Morgan, Francis, Cato, Joseph, Clarke, Bennett, Powell, Gordon, Edwards, Alexis, Henry"),
    ),
    Community(
        "Chinese", 4, 4,
        women=_n("Mei Ling, Wai Fong, Suk Yin, Lai Kuen, Siu Mui, Yuet Ngor, Kam Lan, Sau Ying, Pui Wah, Mo Ching"),
        men=_n("Lok Man, Kwok Wah, Chi Keung, Wing Fai, Kam Tim, Shing, Yiu Cheung, Tak Ming, Hoi Sang, Pak Lam"),
        women_young=_n("Wing-Yan, Jing, Xin Yi, Yan, Hui Min, Vivian, Carmen, Lily"),
        men_young=_n("Jun, Ka Ho, Wei, Hao, Eric, Jason, Raymond, Ming"),
        family=_n("Cheung, Chan, Wong, Lam, Leung, Tang, Cheng, Lau, Ho, Liu, Wang, Zhang, Li, Yip"),
        languages=((("Cantonese",), 5), (("Cantonese", "Hakka"), 2), (("Cantonese", "English"), 3)),
        languages_young=((("Cantonese", "English"), 3), (("English", "Mandarin"), 4), (("English",), 2)),
        interpreter_share=0.65,
    ),
    Community(
        "Other Asian", 2, 3,
        women=_n("Thi Hoa, Thi Lan, Thi Mai, Thanh, Ngoc Anh, Thi Huong"),
        men=_n("Van Minh, Duc, Quang, Van Hung, Thanh Long, Van Binh"),
        women_young=_n("Linh, Trang, My, Thao"),
        men_young=_n("Huy, Nam, Khoa, Tuan"),
        family=_n("Nguyen, Tran, Le, Pham, Vo, Bui, Dang, Hoang"),
        languages=((("Vietnamese",), 3), (("English", "Vietnamese"), 2)),
        languages_young=((("English", "Vietnamese"), 3), (("English",), 1)),
        interpreter_share=0.6,
    ),
    Community(
        "Indian", 2, 4,
        women=_n("Harjit Kaur, Kamla, Pushpa, Sarojini, Nirmala, Jasvinder, Lakshmi, Rosemary"),
        men=_n("Balbir, Ramesh, Gurdial, Suresh, Mohinder, Vincent, Harish, Kantilal"),
        women_young=_n("Priya, Anjali, Sunita, Neha, Simran, Deepa"),
        men_young=_n("Arjun, Rohan, Vikram, Sanjay, Amit, Kiran"),
        family=_n("Gill, Patel, Singh, Sharma, D'Souza, Nair, Mehta, Sandhu, Shah, Fernandes"),
        languages=((("English", "Punjabi"), 3), (("English", "Gujarati"), 3), (("English",), 2)),
        languages_young=((("English", "Hindi"), 2), (("English",), 3)),
        interpreter_share=0.15,
    ),
    Community(
        "Pakistani", 2, 2,
        women=_n("Nasreen, Zubaida, Parveen, Khalida, Shamim, Razia"),
        men=_n("Muhammad Aslam, Ghulam, Tariq, Bashir, Abdul Ghani, Nazir"),
        women_young=_n("Aisha, Saima, Hira, Sana"),
        men_young=_n("Usman, Bilal, Asad, Hamid"),
        family=_n("Iqbal, Malik, Mahmood, Khan, Hussain, Butt, Qureshi, Akram"),
        languages=((("Punjabi", "Urdu"), 3), (("English", "Urdu"), 3)),
        languages_young=((("English", "Urdu"), 3), (("English",), 1)),
        interpreter_share=0.35,
    ),
    Community(
        "White and Black Caribbean", 2, 4,
        women=_n("Sandra, Jacqueline, Denise, Maxine"), men=_n("Anthony, Trevor, Keith, Colin"),
        women_young=_n("Jade, Leah, Mia, Tia, Naomi"), men_young=_n("Jordan, Kai, Reece, Tyler, Elijah"),
        family=_n("Brown, Lewis, Mitchell, Walker, Shaw, Knight, Burton, Simms"),
    ),
)  # fmt: skip

_ILL = [community.share_ill for community in COMMUNITIES]
_ALL = [community.share_all for community in COMMUNITIES]


@dataclass(frozen=True)
class Name:
    given: str
    family: str
    gender: str
    community: Community
    languages: tuple[str, ...]
    needs_interpreter: bool


def community(chance: Random, *, ill: bool) -> Community:
    return chance.choices(COMMUNITIES, weights=_ILL if ill else _ALL)[0]


def name(chance: Random, of: Community, years: int, gender: str) -> Name:
    """A name that fits a person of this community, age and gender, with the languages they speak."""
    old = years >= 58
    if gender == "female":
        given = chance.choice(of.women if old else of.women_young)
        family = chance.choice(of.family_women if of.family_women and (old or chance.random() < 0.5) else of.family)
    else:
        given = chance.choice(of.men if old else of.men_young)
        family = chance.choice(of.family)
    if family in given.split():
        family = next(other for other in of.family if other not in given.split())
    spoken = of.languages if old else of.languages_young
    languages = chance.choices([words for words, _ in spoken], weights=[weight for _, weight in spoken])[0]
    needs = "English" not in languages or (old and languages != ("English",) and chance.random() < of.interpreter_share / 3)
    return Name(given, family, gender, of, languages, needs)


def relative(chance: Random, of: Name, gender: str, *, older: bool) -> str:
    """A given and a family name for somebody of the same family."""
    given = chance.choice(
        (of.community.women if older else of.community.women_young) if gender == "female" else (of.community.men if older else of.community.men_young)
    )
    if of.community.family_women and of.family in of.community.family_women:
        family = of.family if gender == "female" else chance.choice(of.community.family)
    else:
        family = of.family
    return f"{given} {family}" if family not in given.split() else f"{given} {chance.choice(of.community.family)}"
