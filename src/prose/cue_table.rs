//! The phrases that messages are read by: sets of words, and what each phrase tells. Data only; `cues` reads it.

/// What a phrase tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cue {
    /// Asks for work, without doubt.
    JobAsk,
    /// May ask for work.
    JobHint,
    /// Asks for a referral, without doubt.
    ReferralAsk,
    /// May ask for a referral.
    ReferralHint,
    /// Asks whether they hire, without doubt.
    HiringProbe,
    /// May ask whether they hire.
    HiringHint,
    /// Words of hiring that most often ask for nothing.
    Innocent,
    /// Words of hiring that mean something else altogether: a reference implementation, a job queue.
    Harmless,
    /// Takes back or explains away what sounds like an ask: “I'm not looking for a job”, “Would Tuesday work for you?”.
    Denied,
    /// Asks for a call, coffee or visit.
    MeetingAsk,
    /// Asks for another favour.
    OtherAsk,
    /// Invites an answer by return.
    AnswerAsk,
    /// Says who the writer is.
    Intro,
    /// Says what the writer does now.
    Update,
    /// Says why the writer writes.
    Purpose,
    /// Wishes to learn, or to show, something that is named: “I'd like to know how …”, “could I show you my …”.
    WantsToKnow,
    /// Thanks.
    Thanks,
    /// Shows regard for their time.
    Regard,
    /// Belittles the writer.
    Apology,
    /// Says that others get the same.
    Mass,
    /// Claims mastery.
    Expert,
    /// Says that a file goes along.
    Attachment,
    /// Reproaches.
    Guilt,
    /// A stock phrase.
    Stock,
    /// Stiff, for certain.
    Stiff,
    /// Stiff beside others of its kind.
    StiffSoft,
    /// Chummy, for certain.
    Casual,
    /// Chummy beside others of its kind.
    CasualSoft,
    /// Course words, for certain.
    Jargon,
    /// Leaves the time open to another proposal.
    AnotherTime,
    /// Is about the writer's past.
    Past,
    /// Says how the two know each other.
    Link,
    /// Praise that would fit anybody.
    Praise,
}

/// Sets of words that phrases share.
pub const SETS: &[(&str, &str)] = &[
    ("modal", "could can would will may might shall 'd"),
    (
        "role",
        "job jobs role roles position positions vacancy vacancies opening openings internship internships apprenticeship apprenticeships placement traineeship employment gig",
    ),
    (
        "place",
        "job role position vacancy opening internship apprenticeship placement traineeship spot seat desk chair place corner slot room berth gap",
    ),
    (
        "junior",
        "junior juniors entry graduate graduates intern interns apprentice apprentices trainee trainees newcomer newcomers beginner beginners starter starters newbie newbies newcomer grads",
    ),
    ("hire", "hire hiring recruit recruiting hires employ"),
    ("boss", "boss manager managers recruiter recruiters hr lead director cto ceo head talent hiring people"),
    ("team", "team company firm department group crew office shop organisation organization startup studio place outfit side end lot"),
    ("meet", "call chat coffee tea talk conversation meeting zoom huddle catch-up lunch drink pint beer visit phone video skype teams"),
    ("you", "you your u ya ye y'all"),
    ("be", "be am is are was were"),
    ("not", "not isn't aren't ain't don't won't wouldn't never nor"),
    (
        "wish",
        "would i'd want wanted wanting need needed hope hoping like love keen curious eager appreciate grateful interested trying dying",
    ),
    ("learning", "know learn understand hear establish ask see figure find discuss explore grasp discover follow compare"),
    (
        "time",
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thurs fri sat sun january february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec tomorrow today morning afternoon evening noon lunch lunchtime week weekend am pm minutes mins time day date either any whichever whatever that those these",
    ),
    ("topic", "how which what why whether where who about when whose"),
    (
        "denied",
        "job jobs role roles position positions vacancy vacancies opening openings internship internships apprenticeship work hiring referral referrals reference recommendation introduction interview cv resume hunt hunting favour favor favours favors",
    ),
    (
        "learn",
        "learning studying training retraining building enrolled enroled doing taking started begun switched moved swapped left gone finished taken",
    ),
    ("cv", "cv resume resumé curriculum application details profile portfolio name"),
    ("any", "any a an some another"),
    ("when", "when while whenever once if"),
];

/// Every phrase, by what it tells.
pub const CUES: &[(Cue, &str)] = &[
    (
        Cue::JobAsk,
        "
        looking|searching|hunting for ..4 @role
        looking|seeking|applying ..1 for my|a ..3 job|role|position|internship
        seeking ..4 @role
        apply|applying for ..3 @role
        give|offer|find|get|land me ..4 @role|chance|shot|start|corner|break|work
        grant|award|accord|bestow|afford me|upon ..4 @role|apprenticeship|attachment
        keep|save|hold|reserve a|me|the ..2 seat|spot|place|chair|stool|desk|bench ..2 for me|warm|free|open
        save|keep|reserve me a ..2 seat|spot|place|chair|stool|desk
        finding me a ..2 corner|job|place|role|seat|spot
        consider|considered me|my|for ..4 @role|candidature|candidacy|application|apprenticeship
        be|being considered for
        consider my candid*
        consider|considering me for
        could|can|would|do you ..2 hire|employ me
        hire|employ me
        take|bring|get me on as|to|aboard
        take me on
        bring me on board|to
        get|got a|any ..3 job|role|position for
        got a|any ..2 spot|job|opening|vacancy for
        is|are there ..3 spot|place|room|job|corner|seat ..2 for me
        place|spot|seat|job|room|role|space for me|someone|somebody like|with me?
        a place for me
        could|can use|do ..2 with a|another ..3 pair|hand|hands|bloke|dev*|engineer|programmer|coder|beginner|junior|help*
        work for|with you|your
        join your ..3 team|company|crew|group|staff|ranks
        joining your ..3 team|company|crew|group|staff|ranks
        be|become part of your ..2 team|company|crew|staff
        i'd|i'll|could|can|would start|begin|join ..2 monday|tomorrow|january|february|right|on|immediately|any|next
        available|free for work|hire|employment
        hat in the|your ring
        throw|throwing|put my|mine|me hat|name in
        keep me|my in mind|file|name|cv|resume|details
        keep my ..1 name|cv|details|file|number
        keep me posted|informed about|of|on|if ..4 @role
        bear me in mind
        think of me first|when|if|for|should|next
        if|should you hear ..1 of|about ..2 something|anything|openings ..4 me
        leads|openings|opportunities ..4 my way
        i'm|am all yours
        remember me when|if
        trial day|week|shift|month
        unpaid|volunteer ..3 basis|intern*|work|for you*
        work for free|nothing
        let me prove|show what|myself|you
        interview me
        an|a interview with|at|for your|you
        invite me ..2 interview
        put me in coach
        my first ..3 role|job|position ..2 at|with|in you|your
        a chance|shot|opportunity to work|join|prove|contribute
        would love|like|want to work|join|intern ..1 at|for|with|your
        want|love|like to be your ..2 intern|apprentice|junior|hire
        vacancy|vacancies|position|opening for|suitable|suited|suits ..2 me
        any suitable vacancy|position|opening|role
        entry level position|job|role
        look no further
        should be me
        fill|filling ..3 with me
        i'm|im|am your|ur|ya man|woman|person|guy|hire|candidate|girl|gal|lad|lass|bloke
        give|offer ..6 go|chance|shot|try as a|an|your|another
        on your|ur|the radar|shortlist|books
        spend|work|working|helping|help|come|start ..8 paid or not
        without|for no pay|wages|salary
        my|the|a perfect|ideal candidate
        take a chance on me
        need|want ..3 apprentice|intern|junior i'm
        be put to use
        until you can't do without me
        come and ..3 sweep|work|help out
        grateful|thankful|glad|happy for an|a|any ..2 internship|apprenticeship|traineeship|placement|job|role|position
        opportunity|opportunities|openings for me|somebody|someone|people
        ",
    ),
    (
        Cue::JobHint,
        "
        i'm|am|be ..2 available|free|open|ready|job|unemployed
        if ..4 comes|opens|frees ..2 up|free|available|along
        when ..4 comes|opens|frees ..2 up|free|available|along
        @when|should ..3 @place ..3 free|open|up|available
        need|needs|want ..4 hands|hand|help|someone|somebody|intern|junior
        ever|should ..4 need|needs|needed|want|wants ..2 a|an|another|some|one ..2
        nine to five
        if|should|when there is|are|be ..2 @role
        should one|a|an|another ..3 spare|free|going|open
        my next ..3 role|job|position|challenge|step|move
        first ..3 job|role|position
        opportunit* at|with|in your|the
        work|working alongside|under you
        have me
        empty|spare desk|chair|seat
        hand in my notice
        work permit|visa
        ",
    ),
    (
        Cue::ReferralAsk,
        "
        refer|recommend|vouch|endorse|nominate|sponsor|introduce me ..2 to|for|at|with|as|internally
        vouch for me
        refer|recommend me
        give|write|provide|be|act|serve|send ..2 me? ..2 a|as|my ..2 referral|reference|recommendation|referee
        get|have|need|want|appreciate|love|for a ..3 referral
        referral link|code|bonus|portal|from|at|for|to|me
        a|internal|employee referral
        put|putting in ..2 word
        put|putting ..2 good word
        a good word
        word|nudge in|with|to ..2 my|for me|direction|favour
        nudge in my direction
        put|drop|pass|send|forward|hand|slip|submit|circulate|give|get|show|share|float my ..3 @cv
        passing|forwarding|dropping|putting|sharing|handing|sending|giving my ..3 @cv
        forward my|it|this|the ..3 resume|cv|application|details|relevant|department|hr|manager
        pass|forward|hand it|this|me|them|mine on|along|to|up
        put my name forward|in|down|up
        my name forward|up|to your
        mine were|was ..3 names
        put|get|place me in touch|front|contact ..3 @boss
        put me in touch with|to whoever|the|your|someone|somebody ..4 hir*|recruit*|choos*|decid*|pick*
        introduce|connect|link|bring me ..3 to|with|together ..4 @boss
        introduction|intro to ..4 manager|recruiter|hr|lead|boss|director|team
        tell|mention|speak|talk|whisper ..3 your ..2 @boss about|of|that ..2 me
        mention me|my to
        tell ur|your boss
        whoever|who sorts|reads|handles|decides|screens|sifts|picks|hires|does ..5 me|my|applications|cvs|hiring
        letter of recommendation
        lift my|me|it ..2 out|above
        flag|push my application
        cv|resume|it|application ..8 way onto|to|into ..3 desk|hands|inbox|pile|eyes|table
        my application ..3 top|up|along|noticed|seen|through
        "
    ),
    (
        Cue::ReferralHint,
        "
        on my behalf
        vouch*
        referral*
        recommendation for
        introduce me
        put me in touch
        connect me
        inside|internal track|contact|line
        word with
        a word
        whoever picks|chooses|decides|hires
        lead who picks|hires|chooses
        ",
    ),
    (
        Cue::HiringProbe,
        "
        are|is|if|whether you|your|they ..4 hiring|recruiting
        hiring|recruiting at the moment|right|now|currently|soon|this|any|juniors|entry|for
        will|would|might|do you ..3 be|plan|planning|intend ..3 hir*|recruit*|take|taking|bring|bringing|add|adding
        plan|plans|planning ..2 to hire|recruit|grow|expand|take|bring|add ..3 @junior|team|people|anyone|developers|engineers|staff
        taking|bringing|adding|accepting on? ..3 @junior|people|anyone|anybody|developers|applications|hands|folk|folks
        how many ..6 taking|bringing|adding|hiring on?
        any|are|is|if|whether ..3 @role ..3 open|available|coming|opening|going|for|at|on|in
        any open|upcoming|junior|new ..3 @role|headcount
        do|does|have|has you|they|company|team ..2 have|got? an|any ..3 @role for|at|on|in|open|available|going|right|coming
        any ..2 openings|vacancies|headcount
        have|has|got ..3 openings|vacancies|headcount|internships|apprenticeships
        openings|vacancies ..3 coming|right|at|on|in|this|for
        is|are|does|will|if|whether there|your|next ..4 room|budget|headcount|space ..3 for @junior|more|another|someone|one|people
        have|has room|budget|space|headcount for ..3 @junior|more|another|someone|one|people
        does|do|will|would|has ..3 have|got|find ..1 room|space|budget for
        budget have|has|hold|include ..3 @junior
        is|are|if|whether ..3 adding people|juniors|beginners|developers|staff
        chair|seat|desk|spot|place ..2 going|coming|opening|freeing ..2 spare|free|up
        let me know|tell|shout|ping|keep ..5 if|when|once ..5 open*|hiring|vacanc*|position*|role*|job*
        when ..3 next intake|cohort|round|hiring
        headcount
        advertise|advertising ..2 for ..2 @junior|people|analysts|developers|engineers|staff|testers
        anything|something at|on ..2 level|junior|entry
        the team ..3 growing|expanding
        growing|expanding the|your team
        looking|look for ..2 @junior
        ",
    ),
    (
        Cue::HiringHint,
        "
        hiring
        recruit*
        openings
        vacanc*
        intake
        headcount
        room for
        staff up
        take|taking on
        job market
        ",
    ),
    (
        Cue::Innocent,
        "
        applied|apply|applying ..2 for ..6 @role ..4 last|and|in|at
        i|i've applied
        have|already applied
        sent|submitted|put ..3 application
        how|what ..3 hire|hired|hires|hiring|interview|interviewed|recruit*
        how do|did|does you|your|the|they ..3 hire|choose|pick|interview|recruit
        what ..4 look|looking|looked for in|when
        look for in|when
        looking for in|when
        ask|asked|asking|test|tested ..2 in|at an|your|the|a ..2 interview|interviews
        have|hold|got a|my|another job that|i|which|already
        who|people|those|juniors|developers|someone|anyone you ..2 hired|hire|interview*
        my|your|his|her|their|our|the|that|this|an|each old|last|former|previous|first|new|own|current? day? job
        my|your old|last|former|previous|first|current|day ..1 job|role|position|place
        in|at|from|of|for|during my|your job|role|position
        your ..2 job title
        your|her|his|their current? role|position|job
        you got|landed|started|took ..3 job|role|position
        your first ..3 job|role|position|hire|internship
        when you were|was ..4 hired|intern|apprentice|junior
        they|we|who|he|she|company|firms|companies|others ..2 hired
        hired forty|fifty|ten|two|three|people|you|him|her
        got|you've|you|have moved|switched|changed jobs|roles|job|role|careers
        between jobs|roles
        your role as|in|at
        ",
    ),
    (
        Cue::Harmless,
        "
        job title|titles|shadow|shadowing|board|boards|queue|queues|market|description|runner|scheduler|center|centre
        reference implementation|manual|desk|librarian|architecture|guide|book|card|point|design
        refer|referred|refers back? to the|my|your|this|that|it
        referred me to your
        recommend ..3 book|books|article|read|reading|course|courses|resource*|tool|library|starting|watch*|to
        recommend a|any|some|one|that
        you recommended
        recommendation engine|engines|system|systems|algorithm|algorithms|model|service
        user interviews
        interview|interviews|interviewed players|users|customers|people
        opening talk|move|moves|trainer|line|hours|night|keynote|chapter|paragraph|scene|act
        open question|questions|problem|problems|issue|issues|standard|standards
        your|a|the reference|references to
        hire bike|bikes|car|cars|boat|shop|company
        bike|car|boat|tool|cycle|van hire
        position of
        role of|each|model
        ",
    ),
    (
        Cue::Denied,
        "
        @not ..3 about a|any|the? ..2 @denied
        @not ..4 asking|after|looking|hunting|searching|hoping|angling|fishing|here|seeking|wanting|want|need|needing|expecting ..3 for|about|to|a|any? ..5 @denied
        @not ..3 asking|expecting|wanting|want|looking you ..3 to ..3 hire|refer|recommend|vouch|forward|pass
        @not ..2 job @denied
        no ..2 @denied ..2 wanted|needed|asked|expected|required|request|hunting|hidden
        without asking ..3 for ..4 @denied
        no need for|of ..2 @denied
        rather|other than ..2 a ..3 @denied
        @not ..2 reopen
        opening|openings in|on|into your ..2 calendar|schedule|diary|day|week|agenda
        opening|openings ..1 on|at|around|for|in|this|next @time
        would|does|do|will|could|might|can ..9 @time ..3 work|works for you
        @time ..2 work|works for you
        ",
    ),
    (
        Cue::MeetingAsk,
        "
        @modal we|i|you ..5 @meet
        could|can|may|might|would|shall i|we|you ..4 call|ring|phone|telephone|meet|visit|zoom|speak|talk|chat|skype
        could|can|may|might i ..2 buy|take|bring|invite|treat|stand you|to
        could|can|might|would you|we ..3 spare|have|give|find|make|manage|do ..4 minutes|mins|min|hour|quarter|half|time|moment
        have|spare|find|give|for|of|about|in ..2 minutes|mins|min ..3 for|to|of|on|by|with|next|this|over
        would ..4 minutes|mins|min|hour ..6 work|suit|possible|be|do|fit|by|on|next|for
        minutes|mins|min|hour|quarter ..4 by|on|over phone|video|zoom|call|the
        minutes|mins|hour of your time
        up|open|free|available|game|keen|willing for|to ..4 @meet|minutes|mins|hour|meet|speak|talk|chatting|talking
        love|like|glad|happy|grateful|keen|hoping|appreciate ..4 @meet|minutes|mins|meet|speak
        are you ..2 free|around|available|about|up
        grab|have|get|hop|jump|do|schedule|set|arrange|book|hold|squeeze ..4 @meet
        a|quick|short|brief|virtual|little ..2 call|chat|coffee|zoom|huddle|conversation ..6 $
        coffee|tea|pint|beer|lunch|breakfast|drink|huddle|call|chat|zoom on|near|in|at|at|with|next|this|some|sometime
        coffee|breakfast|lunch|pint on me
        fancy|care for|to|a|another ..3 @meet|rematch|walk
        meet|meeting up|you|for|in|over|at ..4 person|coffee|lunch|you|time|date
        give you a bell|ring|call|buzz|shout
        ring|call|phone|telephone you
        ring|call me
        come by|over|round|to ..4 and|visit|see|ask|hear|your
        pop|drop|swing by|in|over|round
        talk|speak|chat ..3 for ..3 minutes|mins|min|hour
        talk it ..3 phone|call|over|through
        get on|hop on|jump on a ..1 call
        an exchange with you
        i'm|am|are ..3 free|around|off|home ..3 monday|tuesday|wednesday|thursday|friday|saturday|sunday|tues|weds|thurs|on|any|next|after|from
        happy to hear it ..6 minutes|min|mins
        sit|shadow beside|with|next|you|alongside
        min|minute|minutes|mins call|chat|huddle|phone|video|zoom|coffee
        take any slot
        "
    ),
    (
        Cue::OtherAsk,
        "
        review|critique|proofread|edit my
        look|looking|glance|cast ..3 at|over|through|on ..2 my|mine|our|it
        look|looking over|at|through my
        feedback|notes|comments|opinion|thoughts ..2 on my|mine
        show|give|take me ..3 round|around|tour
        a|the|office|quick tour of|around|round
        introduce|connect me ..2 to|with
        put me in touch with
        be my|a mentor
        read|go|run|look through|over my|our
        correct|improve|polish|proof-read my|our
        lend|get|bring|fetch|find me|us ..1 a|an|one|two|three|four|five|six|some|tickets|ticket
        would|could|can|will|might you ..2 translate|lend|test|try|check|print|bring|buy|mend|drive|order|teach|help|edit|sign|fill|keep|ask|tell|lend|rate|mark|read ..2 my|our|me|us|the|whether
        test|try|mend|fix|translate|mark|grade|rate|read|check|approve|co-sign my|our
        see to my|our
        ask the|your|her|his|their ..3 whether|if|to|about|for
        begs|beg|asks you for
        a visit|word|look|tour|talk|lesson|donation|letter to|with|through|at|for|from ..2 my|our|the
        mentor me
        mentorship|mentoring
        lend|send|give|share me|us ..3 a|an|your|some|the|any
        list of
        give a talk at
        speak|come|talk to|at|and my|our
        share|send ..3 slides|notes|code|list|link|links|template|tips|materials|resources|deck
        join|add me ..3 group|list|slack|discord|meetup
        sign|write|record my|a|me
        tell me which|what|where to
        shadow you
        "
    ),
    (
        Cue::AnswerAsk,
        "
        let me know
        tell me
        drop|send|write|type me a|one|two|any|back
        a|one|two|few|three lines?|line|sentence|sentences|word here|back|would|by|or|is|are|from|instead
        one line would
        an|a|any|written|short answer|reply ..4 welcome|enough|do|fine|happy|easier|too
        happy|glad|grateful with|for|of|to ..3 answer|pointer|reply|hear|know|learn|advice|any|tips
        love|like|curious|keen|dying|itching|wondering|eager to hear|know|learn|see|understand
        i'd|i would ask|value|welcome|love|like to? ..2 your|hear|know|learn|understand
        point|steer|nudge me
        just type
        a title|name|link|yes|no|pointer by|is|would|here|will|to
        answer any|one
        voice note
        by return
        please do? ..2 tell|share|send|write|let|advise|explain
        i wonder|wondered if|whether|how|what|why
        i'd|would be grateful|glad|thankful|obliged|happy ..3 for|if|to
        advice|advise ..3 on|about|for|me|you
        ",
    ),
    (
        Cue::Intro,
        "
        i'm|im|am ..1 a|an|the|currently|now|also|still|learning|studying|training|retraining|half|one|two|three|four|five|six|seven|eight|nine|ten|months|ex|halfway|in|at|by|new
        i am ..4 a|an|student|learning|studying
        my name is|s
        my|the name's
        is my name
        name's
        i'm ..2 ex|former|student|developer
        here ..1 a|an|former|ex|from|student|learning
        fellow
        ex|former|retired ..4 learning|studying|now|turned|here
        i've|i have been|spent|worked|taught|driven|run ..4 years|months|since|for
        i worked|study|drive|teach|run|fix|work|guard|mend|call|cook|nurse|repair|drove|taught|ran|spend|tend|build|serve|raise
        as a|an ..4 i
        by trade|day
        student|apprentice|trainee of|in|at|from|here
        career changer|change
        learning|studying ..5 here
        years|months|weeks into|in|of ..3 learning|as|a|course|studying|the|into
        after|for|nearly|about|over ..3 years|months|decades|seasons|winters ..1 of|as|in|behind|on
        we met|stood|sat|worked|spoke|talked
        turned ..2 developer|student|coder|programmer
        it's ..3 from|here
        it's ..3 the one
        "
    ),
    (
        Cue::Update,
        "
        i've|ive|have|we've ..2 @learn|become|traded|signed|quit|retrained|hung|finally
        i'm|am|im ..3 learning|studying|training|retraining|months|weeks|year|in|enrolled|now|working|building|doing|halfway|taking|on
        i ..2 left|started|began|quit|switched|moved|swapped|joined|finished|gave|write|code|study|learn|build|signed|enrolled|came|retrained
        since then|we
        learning|studying ..1 @be?|to|web|code|back|front|python|javascript|java|rust|go|ruby|data
        these days
        nowadays
        at the moment
        my course|bootcamp|studies|class|apprenticeship|degree|capstone
        bootcamp|course|evening school
        week|month|module|year|mod one|two|three|four|five|six|seven|eight|nine|ten|1|2|3|4|5|6|7|8|9
        career change*
        now ..2 in|a|learning|studying|working
        "
    ),
    (
        Cue::Purpose,
        "
        writing|write|reaching|reach|messaging|emailing|mailing|asking|getting ..2 because|to|since|about|in|out ..1 ask|learn|know|understand|because|hear|find|about|to
        the reason|why i'm|i am? writing|asking|reaching
        love|like|want|wanted|hoping|hope|keen|trying|curious|eager|wondering|interested|happy|glad|dying|wish|need|itching ..1 to|in ..3 learn|learning|know|knowing|understand|understanding|hear|hearing|ask|asking|see|figure|find|get ..2 how|what|why|which|whether|who|where|when|about|your|more|if|from|your|out|that|it|this|the
        curious|wonder|wondering|wondered how|what|why|which|whether|about|if|who|where|when
        i'm|am ..2 curious
        ask|asked|asking|know|learn|understand|hear|tell|explain|see|find|figure|show ..2 me|you|out? how|what|why|which|whether|who|where
        ask|learn|hear|know|talk|speak|chat|pick|questions|advice|conversation ..3 about|on your|the|how|what|a|that|it|this|moving|getting|working
        pick your brain
        questions about|on|for
        a question about
        deciding|decide|weighing|choosing between|whether|if
        need|want|like|love|wanted to know|learn|understand|hear
        trying to ..3 learn|understand|decide|work|figure|find
        interested in ..2 how|what|why|your|the|learning|understanding|hearing
        advice|tips|guidance on|about|for
        want|like|love to share|tell|show|let|report
        wanted|thought you|i|to ..2 tell|share|know|say
        more about
        enlighten me
        guidance on how
        about how|why|what
        "
    ),
    (
        Cue::WantsToKnow,
        "
        could|can|may|might i ..1 show|bring you my|mine
        @wish ..5 @learning ..2 @topic
        @wish ..5 @learning $
        @wish ..3 ask|pick you|your ..2 about|how|why|what|which
        appreciate|welcome|like|love|want|enjoy|interested ..1 understanding|learning|hearing|seeing|exploring ..2 @topic|the|your
        opportunity|chance to @learning ..1 the|your
        solicit|seek|request|like|love|appreciate|welcome ..2 clarification|explanation|insight|insights|advice|guidance of|on|about|into|regarding|as
        opportunity|chance to @learning ..2 @topic
        asked whether|how|why|what|which
        @wish|value|welcome ..2 your ..2 perspective|view|views|take|thoughts|opinion|read|insight|insights on|about|into
        writing|write|messaging because|since ..3 weighing|deciding|choosing|considering|torn|stuck|wondering|trying|unsure|curious|exploring
        ",
    ),
    (
        Cue::Thanks,
        "
        thank|thanks|thx|ta|cheers|grateful|gratefully|gratitude|appreciate|appreciated|thankful|obliged|tysm|ty|merci|gracias|danke|tack|takk|tak|dank|diolch|obrigado|obrigada|grazie|asante|tusen|hvala|dziekuje|kiitos|mahalo|arigato
        much appreciated
        ",
    ),
    (
        Cue::Regard,
        "
        know|imagine|expect|realise|realize|sure|guess|understand ..3 you're|your|you|it's ..4 busy|full|season|month|week|year|hectic|swamped|schedule|time|packed|rush|stretched|shorthanded
        you must be|get ..3 busy|many|lot|swamped
        busy
        no worries|pressure|hurry|rush|obligation|hard
        whatever|either you|way decide|works|suits?
        if not|that's|it's ..3 no|worries|fine|understand|awkward|too
        your time
        whenever|whichever|whatever suits|works|is|fits|evening|day
        at your convenience
        i'd understand|i would understand|totally understand|completely understand
        fit around you
        never mind
        if you can spare|find
        "
    ),
    (
        Cue::Apology,
        "
        sorry to|for ..3 bother|disturb|trouble|bug|intrude|write|writing|message|messaging|email|emailing|reach|waste|take|taking|ask|asking|interrupt*|out|cold|contact*
        sorry|apologies|apologise|apologize|forgive|excuse ..3 for ..2 intru*|bother*|disturb*|trouble*|blue|nowhere|boldness|random|cold|unsolicited|this|writing
        apologise|apologize for
        apologies for|if
        forgive|excuse|pardon me|my ..2 for|boldness|intrusion|ignorance|cheek|writing
        hate|hope to|i'm|i|this ..3 bother*|bothering|intrud*|annoy*|nuisance|bugging|trouble|pest
        i know|realise|realize|am|i'm ..3 nobody|no one|not anyone|just|only a
        i'm just|only|merely|nobody|no a|one|some
        nobody|no one ..2 special|important|really|you've
        waste|wasting|take|taking up? ..1 your ..2 time
        better|more important things to do
        likes of me
        not worth your
        stupid|silly|dumb question*
        complete|total|mere|lowly|humble beginner|novice|newbie|nobody
        don't want to bother|be|intrude|take
        feel free to ignore
        you probably|surely|must don't|have|get ..4 me|better|time|remember|ask|dozens
        "
    ),
    (
        Cue::Mass,
        "
        i'm|im|am|been ..1 writing|reaching|messaging|emailing|contacting|asking|sending|mailing|pinging ..3 to|out|everyone|everybody|several|a|all|many|each|other|others|people|various ..3 few|several|everyone|everybody|people|engineers|developers|many|other|others|handful|number|all|colleagues|companies|folks|at|dozen|bunch
        writing|reaching|messaging|emailing|contacting|asking|pinging ..2 a few|couple|handful|number|bunch|dozen|several ..2 people|engineers|developers|folks|of|others|companies
        writing|reaching|messaging|emailing|contacting|asking out? to? everyone|everybody|several|all|many|multiple|various|other
        the|these|this|those same lines|words|message|note|letter|text|email ..4 $
        with|in|by the|these|this|those same lines|words|message|note|letter|text
        name|person|one|number ..1 on my|the list
        every|each ..1 letterbox|mailbox|inbox|pigeonhole
        one|a letter|note|message|text for ..2 all|everyone|everybody|several
        same|this message|email|note|question|mail|request|letter|text ..3 to|has|went|going|is ..3 several|everyone|others|all|few|people|your|rest|colleagues|other|many
        sent|sending|asked|asking|put|copied|copying|pasted|posting|posted|written|messaged|emailed|dropped ..4 to|the|of ..3 several|everyone|everybody|others|rest|few|colleagues|whole|other|dozen|dozens|handful|all
        put|asked|sent ..4 to|the ..4 rest|others|everyone|whole|chair|panel|team|teammates|colleagues|too|well
        i've|i have? also? ..1 asked|written|wrote|messaged|emailed|contacted|pinged|put ..6 too|also|well
        hi|hello|hey|dear ..1 all|everyone|everybody|team|folks|both|guys|colleagues|friends|engineers|developers
        first come first
        you being|are one of
        one of|among the|several|many|a ..3 people|engineers|developers|folks i'm|i've|i ..2 writing|contact*|reach*|messag*|asked
        to everyone on|in|at|who
        whoever|anyone|first ..2 answers|replies|responds|reads|gets ..2 first|this|back
        copy|copied and pasted|to
        bcc|cc
        mass email|message|mailing
        to|with|from|asked|told|wrote|written|messaged|contacted|emailed|pinged ..2 others on|in|at your team
        your colleagues ..2 too|as well
        mail merge
        "
    ),
    (
        Cue::Expert,
        "
        as|i'm|am|being an ..2 expert|master|authority|guru|specialist
        as|i'm|am|being a ..2 expert|guru
        ^expert|expertise in|of|at
        my|deep|strong|extensive|years ..2 expertise|mastery in|of|at
        consider|call myself ..2 expert|authority|guru|master
        mastered ..2 it|end|everything|react|python|java*|rust|the|all|every
        i've|have|having|since mastered
        fluent|proficient|highly skilled|advanced in|at|knowledge
        i know|understand ..3 better than|everything|inside
        know|knows|learned|learnt everything about|there
        inside out
        inside and out
        let me explain|teach|show|walk ..3 how|why|what|where
        let me tell you|them|your how|why|what|where|team you|your|to|this|it|that should|must|works|goes|wrong?
        can|could|can|happy|glad|let ..2 teach|show|tell|walk|educate you ..4 how|where|through|why|what|a
        where|what it|you|you're|your ..3 goes|went|going|are|got|is ..1 wrong
        misses|missed|missing|overlooks|overlooked ..2 main|real|whole|entire? point
        back to front
        wrong way round|around|up
        the wrong end of
        set you straight|right
        any|every ..3 could|would|can|will tell you
        solved|figured|cracked|knew|known|did|done|fixed ..2 this|that|it ..3 decades|years|ages|generations|long ago
        why|surprised ..2 your team|company|you|people haven't|hasn't|didn't|don't ..3 done|solved|use|fixed|thought
        you should|ought|need ..3 be|have|use|using|to|really|switch|rewrite|stop|consider
        doing it wrong
        you've|you|your ..2 got ..2 wrong
        the|your|only right|correct|proper way
        anyone|everyone|everybody ..2 who|with|could ..6 knows|tell|know
        trust me
        usually|often|always miss|misses|overlook|get|fail
        rockstar|ninja|wizard|10x
        i could|can fix|improve|rewrite|solve ..3 your|it|that|this
        top|best ..2 of|in my|class|field
        frankly|honestly|clearly|obviously ..2 you|your|you've|you're|you'd
        "
    ),
    (
        Cue::Attachment,
        "
        attached|attaching|enclosed|enclosing|enclose|attach
        attachment|attachments|enclosure
        find|see|is|are|i've ..4 attached|enclosed|attachment
        "
    ),
    (
        Cue::Guilt,
        "
        you|you've|still|haven't|have ..2 never|not|n't|ignored|ignoring|ghosted|ghosting ..2 answered|replied|responded|answer|reply|respond|got|bothered|written|wrote|even|back
        never|haven't|hasn't|didn't|hadn't|nobody ..2 heard|hear|answered|answer|replied|reply|responded|respond|got|get|bother|bothered|back ..3 back|from|me|you|to|reply|answer|response
        you haven't|hadn't|didn't|never|have
        no|not|without ..2 answer|reply|response|word|acknowledgement|line|single ..3 from|to|so|yet|after|at
        get|got|getting|gotten|hear|heard|receive|received nothing|silence|no|crickets
        ignored|ignoring|ghosted|ghosting me|my|this|it|us
        left on read
        disappoint*
        dishearten*
        hurt*
        rude
        third|fourth|second ..2 time|message|email|attempt|mail ..2 i|i'm|writing|to|without
        only takes|take|took ..2 second|minute|moment|line
        at least ..3 reply|answer|respond|courtesy|say|no|acknowledge
        least you could
        common|basic|simple courtesy|decency|manners|politeness
        would|would've have? been nice|polite|good
        expected ..2 reply|answer|response|more|better|an|a
        still|been waiting|wait
        without so much as
        costs|cost nobody|nothing|no ..2 anything|one|money
        i took ..3 trouble|time
        after all
        too busy|important to|for
        promised
        "
    ),
    (
        Cue::Stock,
        "
        hope|trust|hoping ..1 this|that|you|your ..3 finds|find|finding|well|health|spirits
        hope|trust ..1 you|you're|all ..3 well|great|good
        finds you
        came|come|stumbled|ran|happened across|upon|on|over your|the ..2 profile|page|linkedin|account
        stumbled|chanced upon|across|on your
        impressed by|with your ..2 profile|journey|background|experience|career|trajectory
        passionate|driven|motivated|enthusiastic|dedicated|hardworking|hard ..1 working|learner|quick|individual|about|self|developer|person|professional|team|and
        highly|self motivated
        quick|fast learner|learning
        passion for
        team player
        self starter
        think|thinking outside|out the|of box
        wanted to reach out
        expand|grow|build|broaden my|your ..1 network
        like minded
        touch base
        circle back
        synerg*
        value add
        add|adding value
        hit the ground running
        go getter
        detail oriented
        results driven
        real world problems
        look forward to hearing|your
        looking forward to hearing from
        to make a difference
        aspiring developer
        bring to the table
        excellent communication skills
        "
    ),
    (
        Cue::Stiff,
        "
        to whom it may
        do the needful
        dear sir|sirs|madam|hiring
        sir or madam
        respected|esteemed
        honoured|honored sir|madam|mr|ms|mrs|dr
        esteemed
        humbly
        hereby
        herewith
        undersigned
        good|kind self|office|offices|offices
        beg|begging to ..3 state|introduce|request|inform|submit|you|your
        i|to beg
        most|very|yours respectfully|humbly|obediently|faithfully
        profound|utmost|highest|deepest respect|admiration|consideration|esteem|regard
        perused|perusal|peruse
        deem|deemed
        beseech
        grant|grants me
        your gracious|kind|esteemed|good|honourable|distinguished|valued|favourable|favorable|earliest|reputable ..2 guidance|perusal|convenience|self|office|attention|response|consideration|reply|organization|organisation|firm|company|indulgence|permission
        favourable|favorable response|reply|consideration
        kindly request|grant|do|consider|revert|oblige|accord|permit
        reputable organi*
        i should|would be most|deem|esteem
        singular honour|honor
        it|would is|would|be ..2 with|an|a|my great|greatest|utmost|singular|distinct ..2 honour|honor|privilege|pleasure
        remain|obliged obedient|your|and|yours
        assuring you
        pursuant
        at your earliest convenience
        ever thankful
        permit|allow me to ..2 introduce|express|convey|submit
        "
    ),
    (
        Cue::StiffSoft,
        "
        most|sincerely|very grateful|obliged|humbly|respectfully|kindly
        sir|madam|ma'am
        honour|honor|honoured|honored
        i am writing to|in
        regarding
        kindly
        favour|favor
        revert
        yours sincerely|faithfully|truly
        furthermore|moreover|aforementioned|therein|thereof|whereby|henceforth
        forthwith
        solicit
        to inform you
        "
    ),
    (
        Cue::Casual,
        "
        lol|lmao|rofl|haha|hahaha|omg|wtf|bruh|bruv|bro|dude|dudes|yo|yoo|yooo|sup|wassup|ur|u|thx|pls|plz|lmk|hmu|fr|ngl|tbh|smth|tmrw|gonna|wanna|gotta|ima|imma|fam|brah|heyy*|heyyy|hiii*|ya'll|wud|cud|asap?|idk|wyd|cuz|rn|abt|ppl|deets|tysm|homie|homies
        hey|yo man|dude|bro|bud|buddy
        sick|dope|lit|fire|insane lol|bro|stuff|af|tho
        what's up
        "
    ),
    (
        Cue::CasualSoft,
        "
        n|w|r|b|k|2|4
        im|ive|dont|cant|wont|id|youre|thats|whats
        kinda|sorta|dunno|gimme|lemme|nah|yep|yeah|yup
        mate|man|buddy|pal|chief|boss|brother|bruv
        awesome|cool|sick|dope|epic|rad
        "
    ),
    (
        Cue::Jargon,
        "
        mod|module 1|2|3|4|5|one|two|three|four|five
        m1|m2|m3|m4|mod1|mod2|mod3|mod4|bem|fem|bee|fee|bem1|bem2|bem3|bem4|fem1|fem2|fem3|fem4
        cohort 2*
        the|my|our 2*|22*|23*|24*|25*|26* be|fe|cohort|group|bem|fem
        2*|24*|25*|26* be|fe|bem|fem|cohort
        my|our|this cohort
        cohort mates|mate|members
        dtr|dtrs
        inning|innings
        capstone project|team|group|inning|demo|week|partner|sprint
        my|our ..1 capstone
        intermission work|week
        mod|final|intermediate|assessment eval|evals|checkpoint
        gear up
        turing
        posse
        consultancy ..1 project|inning
        brownfield
        "
    ),
    (
        Cue::AnotherTime,
        "
        or another|any|some|whenever|whatever|name|pick|later|a|another ..3 day|time|date|slot|week|evening|morning|other|suits|works|is|later|one|else
        any|another|other ..1 time|day|date|slot|evening|morning|week
        whenever|whatever|whichever ..2 suits|works|is|day|time|you|easier|better|fits
        if ..4 doesn't|don't|not|isn't|neither|none ..5
        happy|glad|can|could|i'll to? ..2 work|fit|move|bend|adjust|shift|flex ..2 around|to|with
        flexible
        your call|choice|pick
        name another|your|a
        either way
        "
    ),
    (
        Cue::Past,
        "
        i|we was|were|worked|spent|grew|went|started|began|studied|joined|left|ran|taught|drove|moved|had|became|lost|got|fought|fell|hurt|applied|married|called|sewed|learned|learnt|opened|discovered|helped|served|managed|sold|built|quit|decided|trained|graduated|stayed|took|came|found|lived|dropped|finished|did|wrote|made|dreamed|wanted|tried|failed|thought|realised|realized|tended|cooked|raised|bred
        i then|later|also|eventually|finally|first|soon|never
        my ..2 grandmother|grandfather|father|mother|parents|childhood|family|brother|sister
        when i was
        after school|college|university|that
        years ago
        "
    ),
    (
        Cue::Link,
        "
        we met|stood|sat|worked|spoke|talked|drove|were|shared|both|shelled|overlapped|ran|played|studied|went|crossed|used|first|last
        since we|our
        you and i
        told|tells|says|said|suggested|mentioned|recommended|pointed|sent|introduced|gave|put ..2 me|i|us|you|your
        both of us
        same school|town|course|team|choir|village|club|regiment|gym|church|street|meetup|programme|program|company|teacher|class
        fellow
        mutual friend*|acquaintance*
        at|from|in the|our ..4 meetup|conference|group|choir|club|reunion|class
        remember|recall when|our|me|the|that|how
        beside|next|alongside to? you
        your ..2 student|neighbour|neighbor|cousin|sister|brother|friend|colleague
        "
    ),
    (
        Cue::Praise,
        "
        your ..3 impressive|amazing|inspiring|incredible|remarkable|outstanding|fantastic ..2 work|career|profile|journey|experience|background|path
        impressive|amazing|inspiring|incredible|remarkable|outstanding|fantastic|impressed ..3 work|career|profile|journey|experience|background|path|leadership|achievements
        an|such inspiration
        admire ..2 your|you|what ..2 work|career|journey|do|are
        "
    ),
];
