//! The word classes: which kinds of words matter to a message, and the words in them.
//!
//! A word stands for its whole family (its stem), unless it begins with `=`: then it counts as it stands only.

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $words:expr;)*) => {
        /// A word class.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum Class {
            $($(#[$doc])* $name,)*
        }

        /// Every class with its name and its words, in the order that decides which class of a word comes first.
        pub const CLASSES: &[(Class, &str, &str)] = &[$((Class::$name, stringify!($name), $words),)*];
    };
}

impl Class {
    /// The class as one bit of a set.
    #[must_use]
    pub const fn bit(self) -> u128 {
        1 << self as u8
    }
}

classes! {
    /// The writer.
    I = "=i =me =myself =im =ive";
    /// What is the writer's.
    My = "=my =mine";
    /// The reader.
    You = "=you =u =ya =yourself =una =yous";
    /// What is the reader's.
    Your = "=your =yours =ur =y'all";
    /// Writer and reader, or the writer's people.
    We = "=we =us =our =ours";
    /// Third persons.
    They = "=they =them =he =she =him =her =his =their";
    /// Question words.
    Wh = "=what =which =who =whom =where =when =why =how =whose =whoever";
    /// Whether.
    Whether = "=whether =if";
    /// Modal verbs.
    Modal = "=could =would =can =may =might =will =shall =should ='d ='ll =wud =cud";
    /// Forms of be.
    Be = "=am =is =are =was =were =be =been =being ='m ='re ='s";
    /// Forms of have.
    Have = "=have =has =had =having ='ve =got";
    /// Forms of do.
    Do = "=do =does =did =doing =done";
    /// Words that deny.
    Not = "=not =n't =no =never =nor =without =none =neither =nothing =dont =cant";
    /// To hire.
    Hire = "hire recruit employ onboard";
    /// To refer or recommend.
    Refer = "refer =referral =referrals recommend recommendation vouch endorse nominate sponsor =reference =references commend referee";
    /// To pass something on.
    Pass = "=pass =passed =passing forward hand slip drop =put =putting submit circulate =send =sending =sent get deliver nudge =show =slide float sneak";
    /// To look something over.
    Review = "review proofread critique check feedback edit correct comment critic examine assess =look =glance";
    /// To meet or talk.
    Meet = "=meet =meeting =meetings =speak =speaking =talk =talking =chat =chatting =met =spoke =sit =ring =catch";
    /// Occasions to meet.
    Occasion = "=call =calls coffee =chat tea zoom skype =lunch =conversation visit facetime beer pint drink =video =phone =session =breakfast =brew =cuppa =walk hangout";
    /// To learn or understand.
    Learn = "learn understand =know =knowing =hear =hearing =find =wonder =wondering =curious discover figure =interested curiosity =grasp =wondered insight";
    /// To ask.
    Ask = "ask request inquire enquire =question =questions beg query";
    /// To want or hope.
    Want = "want wish hope =love =like keen seek aim dream hungry eager =glad =happy =looking desire long =hunting chase =ready willing =prepared delighted thrilled honoured =interested =searching";
    /// To work somewhere.
    Work = "=work =works =working =worked join contribute intern serve =start =starting";
    /// To apply.
    Apply = "apply application applicant candidate candidature =candidacy applied";
    /// To tell.
    Tell = "=tell =told =say =said explain =share =shared describe mention teach =saying =taught =showed =talked =suggested =advice =explained";
    /// To read, watch, hear.
    Read = "read watch =saw =heard listen follow =seen =caught =found =came =noticed =stumbled =looked browse =enjoyed =loved";
    /// To make something.
    Make = "=built build =wrote =made design =gave =ran =led maintain ship rewrite create found fix =turned =moved =went =switched =left release =did =published invent";
    /// To write to somebody.
    Write = "=write =writing email message =mail =mails reach contact text dm letter =note =wrote ping inbox";
    /// To help, give, offer.
    Help = "help offer =give =given =giving consider =considered assist support =let favour favor =take";
    /// To thank.
    Thank = "thank grateful appreciate =cheers =ta =gracias =merci =thx gratitude appreciative =danke =obrigado thankful =tysm =ty";
    /// To answer.
    Answer = "reply respond answer response";
    /// Places of work to be had.
    Role = "job =role =roles =position =positions vacancy =opening =openings internship apprenticeship placement opportunity =seat =spot =spots gig traineeship =desk =chair =post employment =vacancies =slot =work =place =stint =berth =bench";
    /// People at the start of their careers.
    Junior = "junior entry graduate trainee =intern =interns apprentice fresher newcomer beginner newbie starter =level novice rookie changer =juniors =newcomers =grad =grads hire";
    /// Where people work together.
    Team = "team company firm department =group =groups crew office shop organisation organization startup studio =unit =place agency workplace employer squad business outfit lab";
    /// Those who decide.
    Boss = "manager boss recruiter =hr =lead director =cto =ceo =head talent supervisor superior chief vp leadership recruiting hiring =boss owner =founder";
    /// Papers of an applicant.
    Cv = "=cv =cvs resume =resumé =resumes =name profile portfolio =details =letter linkedin =application credentials candidacy github";
    /// What a programmer makes.
    Code = "code project repo repository =site website app readme =pull program program api tool library =page script commit feature bug test framework";
    /// Others beside the reader.
    Others = "=others several many =few everyone everybody =all bunch dozen handful =list colleague =people =folks each =various =number =same batch group crowd =mates =multiple range =anyone =both";
    /// Rounds of choosing.
    Interview = "interview =round =rounds screening =take-home assessment whiteboard =panel =offer probation onboarding shortlist =ats =loop selection vetting";
    /// Whether there is work at all.
    Headcount = "=hiring =recruiting recruitment headcount =budget requisition =req =reqs intake =freeze =careers =vacancies =staffing =openings =growing =expanding grow expand =recruits =portal =staff";
    /// The writer's trades.
    Trade = "nurse chef baker electrician plumber teacher driver carpenter mechanic barista welder farmer librarian waiter waitress bartender hairdresser joiner plasterer paramedic firefighter soldier veteran sailor fisherman postman cook butcher bricklayer stonemason roofer cleaner cashier accountant lawyer solicitor translator journalist musician dj pilot cop officer guard midwife pharmacist dentist vet therapist pianist dancer actor tailor florist gardener builder mason painter decorator trucker dispatcher conductor miner potter cabinetmaker locksmith receptionist secretary salesman bookkeeper banker architect surveyor janitor porter clerk optician physio physiotherapist beekeeper brewer winemaker shepherd glazier blacksmith seamstress forklift shipyard kitchen ward bakery hospital warehouse factory garage restaurant army navy retail railway tram bus lorry ferry brewery military marine logistics hospitality sales";
    /// Trades put behind.
    Former = "=former =ex retired previously =formerly =once =previous =old";
    /// Learning the trade.
    Student = "student learner course bootcamp study retrain =switching bootcamps degree class module career changer tutorial =learning semester evening =certificate =trainee switch school university college";
    /// Technologies.
    Tech = "python java javascript typescript ruby rails react rust golang =go sql postgres django css html kotlin swift php linux docker kubernetes haskell elixir erlang node aws azure git vue angular =c c++ graphql redis kafka terraform bash wordpress excel laravel flask flutter =ai";
    /// Kinds of work.
    Field = "backend frontend =data embedded accessibility security devops testing mobile =web cloud infrastructure software tech coding programming platform fintech health development engineering ux qa firmware database networking compiler game fullstack =stack =it search payment analytics industry";
    /// Works that one can name.
    Piece = "=talk =talks article blog podcast =video =videos book paper slides series episode thread newsletter keynote essay presentation tutorial lecture post writeup webinar stream panel stage conference meetup tweet screencast interview slide thesis story column post";
    /// Empty praise.
    Praise = "amazing impressive inspiring great awesome fantastic incredible brilliant excellent wonderful outstanding inspiration admire fan impress remarkable legend impressed stunning inspire successful superb humble respect genius beautiful talented =cool =best phenomenal exceptional stellar extraordinary enviable exciting innovative =perfect magnificent breathtaking admiration =role =model =journey career =achievements achievement accomplish";
    /// Overly formal words.
    Stiff = "esteemed humbly hereby kindly =sir =madam honoured honour honored honor respectful herewith pursuant obliged beg distinguished cordial aforementioned =whom =concern humble undersigned =sirs salutation gratitude solicit esteem permit privilege audience thereof therein gracious regarding beseech grant obedient enclose sincere revered herewith =hereto peruse perusal";
    /// Too casual words.
    Casual = "=lol =haha =hahaha =dude =bro =yo =u =ur =thx =omg =plz =pls =lmk =gonna =wanna =tmrw =rq =smth =sup =heyy =heyyy =fr =ngl =tbh =lmao =lmaooo =gotta =kinda =hmu =ya =yooo =yoo =sick =dope =cuz =ppl =bc =np =vibe =vibes =legit =mate =wassup =hiii =idk =imo =btw =rn =brah =fam =lit =chill =hella =nah =yep =yeah =y'all =abt =w =tho =ima =r =n =4 =2 =heya =sooo =soo =asap =deets =bruv =slaps =slapped =gd =wut =cya =ttyl =pleeease =literally =bestie =lowkey =bruh =wud =cud =gonna =tryna =lemme =gimme =dunno";
    /// Course words.
    Jargon = "=mod =mods cohort =dtr inning capstone checkpoint =gear rubric eval =fe =be =fee =bee =pd retro =m1 =m2 =m3 =m4 =mod1 =mod2 =mod3 =mod4 =ic =turing =bem =fem =evals =intermission =house =posse =bem1 =bem2 =bem3 =bem4 =fem1 =fem2 =fem3 =fem4 =sprint =demo =comp";
    /// Reproach.
    Guilt = "ignore rude silence =never disappointed bother wait ghost =still =twice =nothing patience manners decency courtesy blank =ignoring unanswered ignored disrespect polite basic least expected =even hurt unprofessional =wondering promised =third =apparently obviously";
    /// Claims of mastery.
    Expert = "expert master guru proficient fluent expertise skilled wrong flaw mistake trust ninja rockstar =inside mastery everything =anything thorough =clearly solve =obviously better flawless advanced authority strong =rate =proper =properly =advise top extensive =always seasoned =correct =teach =realise =nobody";
    /// Lengths of a talk.
    Minutes = "minute =min =mins =hour =hours =half-hour =quarter =half =hr =hrs";
    /// Longer times.
    Years = "year month week decade =days season =yrs =yr =century =winters =summers fortnight";
    /// Parts of the day and near days.
    Daypart = "=morning =mornings afternoon =evening =evenings =lunchtime =tonight =tomorrow weekend weekday =anytime =next =today =after =before =either =available availability =free suit =whenever =any =works schedule calendar slot =between =lunch =midweek =tmrw";
    /// Sorry.
    Sorry = "sorry apologise apologize apology bother forgive nobody disturb excuse pardon stupid silly intrude trouble =newbie =dumb bold cheeky";
    /// Regard for their time.
    Busy = "busy =time swamped hectic rush hurry worry pressure =obligation =understand respect =full spare valuable convenience =convenient =fine =either =brief =short =quick";
    /// Files.
    Attach = "attach attached enclose attachment pdf =enclosed =file =document =copy annex";
    /// Acquaintance.
    Bond = "friend mutual =suggested introduce =introduced pointed =same =both fellow neighbour neighbor cousin alumnus alumna alum alumni classmate together =met =knew =remember mother sister brother uncle aunt =common =sat =beside =shared =town =grew =mentor =acquaintance colleague =worked =used =alongside =gave =reunion";
    /// What went before.
    Earlier = "earlier =last =again previous yesterday =ago =mentioned =follow =following =wrote =sent =back =above =still =monday =recent =talked =spoke =conversation bump nudge check circle touch";
    /// Greeting words.
    Hello = "=hi =hello =hey =dear =greetings =hiya =howdy =morning =hallo";
    /// Closing words.
    Bye = "=best =regards =cheers =sincerely =yours =warmly =warm =wishes =faithfully =soon =take =care =love =xx";
    /// Now.
    Now = "=now currently lately =since =just finally halfway =nowadays =these =days =today =present meanwhile =recently =started =update =changed =new";
    /// Guidance.
    Advice = "advice tip guidance mentor mentoring opinion pointer suggestion =thoughts suggest guide wisdom mentorship coach";
    /// Looking around.
    Tour = "tour shadow =shadowing observe =sit =round =around =day";
    /// Persons.
    Person = "developer engineer someone anyone anybody somebody =whoever person =programmer coder colleague =those =dev =devs =coders";
    /// Something unnamed.
    Any = "=any =some =something =anything =anywhere =somewhere =every";
    /// Chances.
    Chance = "=chance =chances shot possibility possible =open =room =space consider =try =foot =door trial break";
    /// Function words that stand for themselves.
    Function = "=a =an =the =to =of =in =on =at =for =with =from =by =about =as =into =over =up =out =and =or =but =so =because =than =then =that =this =these =those =there =here =it =its =not =too =also =please =just =only =really =very =more =most =much =one =off =down =through =until =while =under =let";
}
