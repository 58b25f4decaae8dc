"""The words of which roles, groups and clauses are made. Folded, without hyphens."""


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Heads of roles that alone before a name are its first part: "Dean Acheson" is no dean.
GIVEN_NAMES = frozenset({"dean"})
#: Titles that belong to the name where they stand alone before it: "Lord Example", and not "Lord Chancellor".
PEERS = frozenset({"lord", "lady"})
#: Abbreviated heads, which are written in capitals throughout.
ABBREVIATED_HEADS = frozenset({"pm", "fm", "dpm", "eam", "dfm", "mfa"})
#: Forms of address in capitals, which are no bodies.
ABBREVIATED_ADDRESSES = frozenset({"hrh", "hh", "hm", "he", "hsh", "hmeh"})
#: Letters behind a name, which begin no role there.
LETTERS_BEHIND = frozenset({"mp", "mep", "msp", "mla", "td", "qc", "kc"})
#: Portfolios that at the end of a role are the name of who has it.
SURNAMES = frozenset({"green", "home", "law"})
#: Nouns that make a phrase a role.
HEADS = _listed(
    "president presidente premier minister ministre chancellor king queen emperor empress sultan emir "
    "amir shah pope patriarch chairman chairwoman chairperson chair cochair cochairman secretary "
    "undersecretary representative commissioner envoy ambassador governor mayor speaker senator "
    "leader director coordinator adviser advisor chief executive ceo taoiseach tanaiste attorney "
    "spokesman spokesperson spokeswoman commander commandant head deputy delegate administrator "
    "rapporteur mediator negotiator congressman congresswoman parliamentarian ombudsman archbishop "
    "vicar regent counselor counsellor prince princess duke duchess grandduke general admiral marshal "
    "officer premiership premierdesignate nuncio commodore justice mp mep plenipotentiary inspector "
    "lama lord vicepresident consul heir apparent minster generalissimo aide comandante councilor "
    "councillor counselor counsellor founder cofounder principal rector dean superintendent commissar "
    "pm fm dpm eam dfm mfa member"
)
#: Heads that are also ranks or titles of birth: with another role before them they belong to the name.
TITLES = _listed(
    "prince princess general admiral marshal lord duke duchess archbishop commodore senator ambassador"
)
#: Words that stand before a head and belong to the role.
MODIFIERS = _listed(
    "deputy vice first second third acting interim former ex outgoing incoming caretaker assistant "
    "associate under senior chief permanent special honorary transitional provisional executive "
    "managing joint high grand principal personal co supreme prime foreign crown queen heads chargé "
    "facto opposition party shadow ecumenical field royal alternate lead national elect designate "
    "emeritus designated minister state federal"
)
#: What ministers are ministers of.
PORTFOLIOS = _listed(
    "foreign affairs external relations international internal interior home finance economy economic "
    "economics trade commerce commercial industry industrial business energy oil petroleum mines "
    "mining mineral minerals resources natural water environment environmental climate change ecology "
    "agriculture agricultural food fisheries forests forestry rural development regional cooperation "
    "co operation integration european europe euro atlantic defence defense security military "
    "veterans justice law legal labor labour employment social welfare health education higher "
    "science research innovation technology digital information communications telecommunications "
    "media culture cultural heritage tourism sport sports youth children family families women gender "
    "equality religious islamic transport transportation infrastructure works public housing "
    "construction planning investment investments treasury revenue taxation budget privatization "
    "reconstruction intelligence policy political protocol parliamentary cabinet administration "
    "administrative reform immigration migration expatriates emigrants diaspora citizenship refugees "
    "humanitarian emergency emergencies disaster aviation maritime shipping railways roads ports "
    "posts strategic nuclear power electricity peace reconciliation human rights minorities "
    "nationalities decentralization local government governance community communities coordination "
    "general worship overseas colonial colonies commonwealth dominion war navy army air force "
    "aeronautics space marine asylum border borders police order safety consumer protection "
    "competition antitrust neighbourhood neighborhood enlargement sustainable green transition "
    "partnerships americas african africa asia asian pacific middle east latin american arab islamic "
    "caribbean north south western eastern central state states opposition party staff mission "
    "armed forces vulnerable countries small multilateral bilateral exiteriores exterior country countries"
)
CONNECTORS = _listed("of for and the on to in at with a")
#: Portfolio words that more often begin the name of a country.
GEOGRAPHIC = _listed("north south east west western eastern central african american latin arab african")
#: What bodies are about, of which "and" may join two in their names.
MATTERS = PORTFOLIOS - GEOGRAPHIC | _listed(
    "coal steel growth electoral technology scientific educational trade"
)
#: Words behind a name that go on with the sentence.
BEHIND_NAMES = _listed(
    "to on in at for of from during about regarding while and who before after concerning by over via "
    "as prior following at near with where when which that under upon until through since because but "
    "or individually separately together jointly again later en aboard amid ahead also against into"
)
#: Roles and parts of roles that are read in small letters too.
LOWER_ROLES = _listed(
    "president premier minister chancellor king queen emperor secretary ambassador chairman "
    "chairwoman leader chair speaker envoy commissioner governor mayor prime foreign vice deputy "
    "interim former acting defense defence finance interior opposition crown special representative "
    "director head chief general national security adviser advisor trade economy justice caretaker "
    "outgoing"
)
#: Forms of address that stand before a role.
ADDRESSES = _listed(
    "majesty holiness highness excellency eminence royal serene beatitude all excellencies grace"
)
#: Heads in the plural, with their singular.
PLURALS = {
    "presidents": "president", "ministers": "minister", "premiers": "premier", "secretaries": "secretary",
    "chancellors": "chancellor", "generals": "general", "ambassadors": "ambassador", "leaders": "leader",
    "kings": "king", "senators": "senator", "commissioners": "commissioner", "governors": "governor",
    "chairmen": "chairman", "representatives": "representative", "directors": "director", "chiefs": "chief",
    "envoys": "envoy", "speakers": "speaker", "princes": "prince", "sheikhs": "sheikh", "mayors": "mayor",
    "advisers": "adviser", "advisors": "advisor", "commandants": "commandant", "heads": "head",
    "emirs": "emir", "sultans": "sultan", "deputies": "deputy", "chairs": "chair",
    "negotiators": "negotiator",
    "copresidents": "copresident", "cochairs": "cochair", "delegates": "delegate",
}  # fmt: skip
#: Nouns for several people whose names are not said, and who act for somebody.
GROUPS = _listed(
    "officials leaders ministers authorities representatives counterparts parliamentarians "
    "legislators negotiators diplomats commanders ambassadors presidents delegates delegations "
    "delegation government politicians cabinet leadership commandants chiefs deputies senators "
    "secretaries advisers advisors officers members activists dissidents governors mayors lawmakers "
    "businessmen executives journalists survivors families relatives"
)
GROUP_ADJECTIVES = _listed(
    "senior top high ranking highranking level other several various key local government military "
    "political religious civilian church opposition regional parliamentary business tribal party "
    "defense defence foreign two three four five six some leading economic finance security allied "
    "prominent university provincial civil colonial state federal sector occupation trade "
    "congressional legislative community human rights society women youth labor labour union student "
    "cabinet parliament regional republic newly elected young american prominent"
)
#: Words that open a name or stand inside it in small letters.
PARTICLES = _listed(
    "de da do dos das del della di du des la le las los el al von van der den ter ten zu zur af av "
    "де ди да фон ван бин аль эль бен ибн оглу оглы кызы "
    "bin bint ibn ben ould e y ul ur ud as ar an ash ad at bar i und abu aboul abd"
)
HONORIFICS = _listed(
    "sheikh shaikh sheikha shaikha sayyid cardinal archbishop bishop monsignor dr mr mrs ms miss sir "
    "dame lord lady baron baroness prince princess general gen lt lieutenant colonel col major maj "
    "captain admiral marshal field brigadier ambassador senator father reverend rabbi ayatollah "
    "mullah justice professor prof haji emperor king queen imam count he his her excellency holiness "
    "highness majesty all serene eminence beatitude royal right hon honourable honorable rt the "
    "former air vice commodore grand"
)
#: Capitalised words that are no part of a name.
NOT_NAMES = _listed(
    "january february march april june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday also the a an at in on met attended visited addressed "
    "discussed accompanied signed participated joined conferred held delivered briefed reviewed "
    "overnight official en stopped then later while during after before with and ministerial meeting "
    "meetings council summit conference session forum assembly committee commission group talks "
    "government treaty agreement accord embassy university parliament congress senate"
)
#: Nouns that end the name of a body.
BODIES = _listed(
    "group council commission committee church organisation organization association union league "
    "bank fund agency authority foundation institute university court tribunal coalition congress "
    "parliament assembly senate alliance federation confederation chamber forum network initiative "
    "party quartet bureau board centre center corporation company secretariat mission staff college "
    "society conference community ltd cabinet presidency limited plc inc llc gmbh ag nv sa spa oy llp "
    "trust"
)
#: Bodies that are no organ of a state, whatever adjective stands before them.
PRIVATE_BODIES = _listed(
    "church association union league bank fund foundation institute university alliance federation "
    "confederation chamber network initiative company corporation college society conference community ltd "
    "limited plc inc llc gmbh ag nv sa spa oy llp trust organisation organization"
)
#: Roles whose holders speak for an organisation: the country of a row is not theirs.
OF_ORGANISATIONS = (
    "secretary general", "high representative", "director general", "high commissioner", "special envoy",
    "special representative", "executive director", "managing director", "administrator",
)  # fmt: skip
