"""English verbs in their base form: what governments are encouraged to do, and common ones."""

_BASE = """
abandon abate abide abolish absorb abstain accelerate accept access accommodate accompany
accomplish account achieve acknowledge acquire act activate adapt add address adhere adjust
administer admit adopt advance advertise advise advocate affirm afford agree aid aim alert align
alleviate allocate allow alter amend amplify analyse analyze anchor announce anonymise anonymize
answer anticipate apologise apologize appeal apply appoint appraise appreciate approach approve
arbitrate archive argue arrange articulate ask assemble assert assess assign assist associate
assume assure attach attain attend attract attribute audit augment authorise authorize automate
avert avoid award balance ban base be bear become begin behave believe belong benchmark benefit
bind block board book boost borrow break brief bring broadcast broaden budget build bundle buy
calculate call campaign cancel capture care carry catalogue cater cause cease celebrate centralise
centralize centre certify chair challenge champion change channel charge chart check choose cite
claim clarify classify clean clear close coach cocreate code codesign codify cofinance collaborate
collate collect combat combine come comment commission commit communicate compare compensate
compete compile complain complement complete comply compose conceive concentrate condemn conduct
confer confide confine confirm confront connect conserve consider consolidate constitute construct
consult contact contain contest continue contract contribute control convene convert convey
convince cooperate coordinate copy correct correspond counsel count counter counteract couple cover
craft create credit criminalise criminalize cultivate curb cut cycle deal debate decentralise
decentralize decide declare decline decolonise decolonize decrease dedicate deepen defend defer
define delegate deliberate deliver demand demilitarise democratise democratize demolish demonstrate
denounce deny depart deploy describe desegregate design designate desist detail detect determine
develop devise devolve devote differentiate digitalise digitalize digitise digitize direct
disaggregate disclose discontinue discourage discover discuss dismantle display dispose disseminate
distinguish distribute diversify divert divest divide do document donate double draft draw drive
drop earmark ease edit educate elaborate elect elevate eliminate embed embody embrace emphasise
emphasize employ empower enable enact encompass encourage end endorse endow enforce engage enhance
enjoy enlarge enlist enrich enrol enroll ensure entail enter entitle entrust envisage equalise
equip eradicate erect escalate establish estimate evaluate evidence evolve examine exceed exchange
exclude execute exempt exercise exert expand expect expedite experiment explain exploit explore
expose express extend face facilitate factor fail favor favour feature feed feel fight fill film
filter finalise finalize finance find finish fit fix flag focus follow forbid forecast forge forget
form formalise formalize formulate foster found frame free freeze fulfil fulfill function fund fuse
gain gather generate get give go govern grant grasp greet ground group grow guarantee guard guide
halt hand handle harmonise harmonize harness have head heal hear heed help hesitate highlight
hinder hire hold honor honour host house humanise humanize identify ignore illuminate illustrate
imagine impart implement import impose improve include incorporate increase incubate indicate
induce influence inform infuse inhibit initiate innovate inquire insert insist inspect inspire
install instil instill institute institutionalise institutionalize instruct insulate insure
integrate intend intensify interact interlink interpret intervene interview introduce invent invest
investigate invite involve issue join judge justify keep know label lack launch lay lead learn
leave legalise legalize legislate legitimise lend lessen let level leverage liaise liberate license
lift limit link list listen live lobby localise localize locate log look lose lower mainstream
maintain make manage mandate map mark market match maximise maximize mean measure mediate meet mend
mention mentor merge mind minimise minimize mitigate mobilise mobilize model moderate modernise
modernize modify monitor motivate mould move multiply name narrow navigate negotiate network
nominate normalise normalize note notice notify nourish nurture obey oblige observe obtain occupy
offer offset open operate operationalise operationalize oppose opt order organise organize orient
orientate outlaw outline outlive outsource overcome overhaul oversee own pair participate partner
pass pause pay penalise penalize perceive perform permit persist persuade phase photograph pick
pilot pinpoint place plan plant play pledge point police pool popularise portray position possess
postpone power practice practise praise precede predict prefer prepare prescribe present preserve
press presume prevail prevent price print prioritise prioritize privatise privilege probe proceed
process proclaim procure produce professionalise prohibit project promise promote prompt pronounce
propose prosecute protect prove provide publicise publicize publish pull punish purchase pursue
push put qualify quantify question quit quote raise rally ratify reach react read readjust realise
realize reallocate rebuild recall receive recharge reclaim recognise recognize recommend reconcile
reconsider reconstruct record recover recruit rectify recycle redesign redirect redistribute
redress reduce refer refine reflect reform refrain refresh refurbish refuse regard register
regularise regularize regulate rehabilitate reimburse reinforce reinvest reiterate reject relate
relax release relieve relocate rely remain remedy remember remind remove remunerate remunicipalise
render renew renounce renovate repair repeal repeat replace replicate reply report represent
repurpose request require rescue research reserve resettle reshape resist resolve resort resource
respect respond rest restore restrict restructure result retain rethink retire retrain return reuse
reveal reverse review revise revisit revitalise revitalize revive reward rework ring risk rotate
run safeguard save say scale scan schedule scrap screen scrutinise scrutinize search seat secure
see seek segregate select sell send sense sensitise sensitize separate serve set settle shape share
shelter shift shorten show shut sign signal signpost simplify sit situate slow socialise solicit
solve source spare speak specify speed spell spend sponsor spot spread stabilise stabilize staff
stage stand standardise standardize start state stay steer stem step stick stimulate stipulate stop
store streamline strengthen stress stretch strike strive structure study subject submit subscribe
subsidise subsidize substantiate substitute succeed suggest suit supervise supplement supply
support suppress survey suspend sustain swap switch symbolise synchronise synthesise tackle tailor
take talk target tax teach tell tend test thank think tie tighten time title tolerate top touch
tour trace track trade train transcend transfer transform translate transmit transpose travel treat
trial trigger trust try turn twin uncover undergo underline underpin understand undertake undo
unify unite universalise unlock unpack unveil update upgrade uphold urge use utilise utilize
vaccinate validate value vary verify view vindicate visit visualise visualize voice volunteer vote
wage wait waive walk want warn warrant watch weaken weave weigh weight welcome widen win withdraw
withhold withstand witness work worry write yield zone
"""
BASE_FORMS = frozenset(_BASE.split())
