"""Words of the demo: made-up people and work that nobody did. Any likeness is chance."""

# Surnames of men and of women.
SURNAMES = (
    *(("Adámek", "Adámková"), ("Bartoš", "Bartošová"), ("Beneš", "Benešová"), ("Blažek", "Blažková")),
    *(("Čapek", "Čapková"), ("Čermák", "Čermáková"), ("Doležal", "Doležalová"), ("Ďurica", "Ďuricová")),
    *(("Fiala", "Fialová"), ("Gajdoš", "Gajdošová"), ("Hájek", "Hájková"), ("Horáček", "Horáčková")),
    *(("Hruška", "Hrušková"), ("Chalupa", "Chalupová"), ("Chromý", "Chromá"), ("Janda", "Jandová")),
    *(("Ježek", "Ježková"), ("Kadlec", "Kadlecová"), ("Kolář", "Kolářová"), ("Kříž", "Křížová")),
    *(("Kučera", "Kučerová"), ("Liška", "Lišková"), ("Machala", "Machalová"), ("Mareš", "Marešová")),
    *(("Matějka", "Matějková"), ("Němec", "Němcová"), ("Oláh", "Oláhová"), ("Ondráček", "Ondráčková")),
    *(("Pešek", "Pešková"), ("Pokorný", "Pokorná"), ("Růžička", "Růžičková"), ("Řezníček", "Řezníčková")),
    *(("Řehoř", "Řehořová"), ("Sedláček", "Sedláčková"), ("Šebesta", "Šebestová"), ("Šimek", "Šimková")),
    *(("Šťastný", "Šťastná"), ("Tesař", "Tesařová"), ("Ťupa", "Ťupová"), ("Urban", "Urbanová")),
    *(("Vaněk", "Vaňková"), ("Veselý", "Veselá"), ("Vlček", "Vlčková"), ("Zelenka", "Zelenková")),
    *(("Zeman", "Zemanová"), ("Žák", "Žáková"), ("Žiga", "Žigová"), ("Svobodník", "Svobodníková")),
)
MEN = (
    *("Adam", "Antonín", "Daniel", "David", "Emil", "František", "Ivan", "Jakub", "Jan", "Jiří", "Josef"),
    *("Karel", "Lukáš", "Marek", "Martin", "Matěj", "Michal", "Milan", "Ondřej", "Pavel", "Petr", "Radek"),
    *("Řehoř", "Stanislav", "Štěpán", "Tomáš", "Václav", "Vojtěch", "Zdeněk", "Žarko"),
)
WOMEN = (
    *("Alena", "Andrea", "Anežka", "Barbora", "Dagmar", "Dana", "Eliška", "Ema", "Gabriela", "Helena"),
    *("Hana", "Irena", "Ivana", "Jarmila", "Jitka", "Kateřina", "Klára", "Lenka", "Ludmila", "Magda"),
    *("Marie", "Markéta", "Monika", "Nikola", "Olga", "Růžena", "Simona", "Šárka", "Věra", "Žofie"),
)
STREETS = ("Lipová", "Na Výsluní", "Hornická", "U Splavu", "Zahradní", "Křižíkova", "Dlouhá", "Nad Tratí")

# What was talked about, what was done about it, how it ended.
TOPICS = (
    *("dluhy na nájemném", "výživné", "hledání práce", "bydlení po skončení smlouvy", "příspěvek na bydlení"),
    *(
        "vztah se sestrou",
        "docházka dětí do školy",
        "exekuce na mzdu",
        "průkaz osoby se zdravotním postižením",
    ),
    *(
        "návštěva praktického lékaře",
        "abstinence v uplynulém týdnu",
        "hospodaření s penězi",
        "nový občanský průkaz",
    ),
    *("opatrovnictví", "podmínky v ubytovně", "úprava styku s dcerou", "samostatné vaření a nákupy"),
    *("nástup na rekvalifikaci", "strach z úředních dopisů", "osamělost o víkendech"),
)
WORK = (
    *(
        "Prošli jsme spolu dokumenty a seřadili je podle naléhavosti.",
        "Sepsali jsme žádost a zkontrolovali přílohy.",
    ),
    *(
        "Nacvičili jsme telefonát na úřad.",
        "Sestavili jsme týdenní rozpis výdajů.",
        "Porovnali jsme tři nabídky bydlení.",
    ),
    *("Probrali jsme, co se od minula podařilo a co ne.", "Hledali jsme, kdo z okolí může pomoci."),
    *("Vysvětlila jsem, na co je nárok a do kdy se žádá.", "Připravili jsme otázky pro lékaře."),
    *(
        "Napsali jsme životopis a odpověď na dva inzeráty.",
        "Doprovodil jsem na úřad a pomohl s vyplněním formuláře.",
    ),
)
OUTCOMES = (
    *(
        "Domluvili jsme se na dalším setkání za týden.",
        "Do pátku donese chybějící potvrzení.",
        "Žádost podá zítra.",
    ),
    *("Dohodu o splátkách podepíše příští týden.", "Rozmyslí si to a dá vědět telefonicky."),
    *("Krok v plánu je splněn, navážeme dalším.", "Zatím se nic nemění, vrátíme se k tomu."),
)
IMPACTS = (
    *(
        "Ví, na koho se obrátit, a má menší obavy.",
        "Dluh se přestal zvyšovat.",
        "Zvládne podobný dopis vyřídit bez pomoci.",
    ),
    *("Bydlení má zajištěné na další tři měsíce.", "Příjem domácnosti vzroste o příspěvek na bydlení."),
    *("Rozhodl se sám a za rozhodnutím si stojí.", "Děti chodí do školy pravidelně."),
    *("Napětí v rodině se zmírnilo, mluví spolu.", "Má přehled o svých penězích do konce měsíce."),
    *("Nepříznivá situace trvá, ale klient ví, jaké má možnosti.", "Lékařskou prohlídku už neodkládá."),
)
CONTACTS = (
    *(
        "Zastavil se na kávu, řekl, že práce zatím vydržela.",
        "Telefonát: ověřila jsem, že dopis z úřadu přišel.",
    ),
    *(
        "Krátký rozhovor na chodbě o tom, jak dopadla návštěva u lékaře.",
        "Přinesla potvrzení, založeno do spisu.",
    ),
    *(
        "Připomněla jsem termín na úřadu, přijde včas.",
        "Domluvili jsme nový čas schůzky, původní se nehodil.",
    ),
    *(
        "Povídali jsme si o víkendu, nic naléhavého neřeší.",
        "Ptal se na otevírací dobu a na kurzy v příštím měsíci.",
    ),
)
CLUB_ROOM = (
    *(
        "Strávil odpoledne v klubovně, hrál šachy s ostatními.",
        "Využila počítač v klubovně, pomoc nepotřebovala.",
    ),
    *("Posezení v klubovně, o službu dnes neměl zájem.", "Přišla se ohřát a nabít telefon."),
)
FIRST = (
    *(
        "První rozhovor o tom, co služba nabízí. Vzal si leták, přijde ve středu.",
        "Depistáž u nádraží, nabídnuta služba.",
    ),
    *(
        "Zájemkyně popsala svou situaci, domluvena úvodní konzultace.",
        "Telefonický dotaz na podmínky služby.",
    ),
    *("Představila jsem službu, práva a povinnosti. Zájemce si nechal čas na rozmyšlenou.",),
)
LETTERS = (
    *("Dobrý den, posílám přislíbený vzor žádosti. Kdybyste si nevěděla rady, zavolejte.",),
    *("Dobrý den, potvrzuji schůzku v úterý v 10 hodin. Vezměte s sebou rozhodnutí úřadu.",),
    *("Vážený pane, v příloze je přehled toho, co je třeba doložit do konce měsíce.",),
)
THERAPY = (
    *("Komunitní setkání: jak mluvit o tom, co potřebuji. Kolečko na začátku i na konci.",),
    *("Skupina o zvládání zlosti, nácvik ve dvojicích, sdílení zkušeností.",),
    *("Téma: důvěra. Skupina pracovala s obrázky, každý přispěl vlastním příběhem.",),
)
NOTES = (
    *("Zapojil se, mluvil o své zkušenosti.", "Spíše poslouchala, na konci ocenila ostatní."),
    *(
        "Vyzkoušel si říct ne, odnáší si postup pro doma.",
        "Uvědomila si, co ji spouští, chce na tom pracovat.",
    ),
)
LESSONS = (
    *("1. lekce: rodinný rozpočet", "2. lekce: smlouvy a dluhy", "3. lekce: jak mluvit s úřadem"),
    *("4. lekce: životopis a pohovor", "5. lekce: základy práce s počítačem", "6. lekce: datová schránka"),
)
FAMILY = (
    *("Rodinné sezení: rozdělení domácích povinností, každý řekl, co je pro něj těžké.",),
    *("Sezení s rodiči a dospívajícím synem o pravidlech na večery a víkendy.",),
    *("Setkání se širší rodinou, hledání, kdo pohlídá děti v době rekvalifikace.",),
)
FAMILY_IMPACTS = (
    *(
        "Rodina má domluvená pravidla na měsíc a ví, kdy je zhodnotí.",
        "Rodiče postupují stejně, syn se přestal vyhýbat domovu.",
    ),
    *("Péče o děti je zajištěná, matka může nastoupit.",),
)
INSTITUTIONS = (
    *(
        "Úřad práce, oddělení státní sociální podpory",
        "Městský úřad, odbor sociálních věcí",
        "Okresní soud, opatrovnické oddělení",
    ),
    *(
        "Exekutorský úřad",
        "Praktický lékař",
        "Základní škola, výchovná poradkyně",
        "Dodavatel energií, zákaznická linka",
    ),
    *("Probační a mediační služba", "Azylový dům", "Zaměstnavatel, mzdová účtárna"),
)
AGREED = (
    *(
        "Dohodnut odklad platby o měsíc.",
        "Ověřeno, že žádost je úplná a v řízení.",
        "Dojednán termín schůzky se všemi.",
    ),
    *("Vysvětleny důvody opožděného podání, přijato.", "Získán seznam podkladů, které je třeba doložit."),
)
JOINT_REASONS = (
    *("Vyhrocená situace v domácnosti, bezpečnost pracovníka.", "Předání případu mezi pracovníky."),
    *("Souběžná práce s oběma rodiči.", "První návštěva v neznámém prostředí."),
)
