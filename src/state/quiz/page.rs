//! The state of the quiz view and how it changes. The view carries these functions to the reducer in
//! [`Edit`](crate::state::Edit)s, so that their code stays in its chunk.

use super::{Game, Phase, Record, Setup};
use crate::bundle::told::Told;
use crate::engine::base_map::Source;
use crate::engine::quiz::{Question, Spec, questions};
use crate::i18n::words::QuizKey;
use crate::state::{Route, State};
use std::borrow::Cow;
use std::rc::Rc;

/// The key of the set in the link.
const KEY: &str = "quiz";

/// How far reading the bundle's files has come.
#[derive(Debug, Clone, Default)]
pub enum Material {
    /// Nobody has asked for them yet.
    #[default]
    Unread,
    /// On their way.
    Reading,
    /// Here.
    Ready(Rc<Told>),
    /// They could not be read.
    Failed,
}

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Screen {
    /// The choice of set and teams.
    #[default]
    Setup,
    /// The game.
    Play,
    /// The worksheet, to be printed.
    Sheet,
    /// The answer cards, to be printed.
    Cards,
}

/// The state of the view. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct QuizPage {
    /// The value of `quiz=` that the set was made from.
    pub seen: Option<String>,
    /// Events, questions and stories.
    pub material: Material,
    /// Roads and water for the maps, once read.
    pub base: Option<Rc<Source>>,
    /// Which questions.
    pub spec: Spec,
    /// The questions.
    pub set: Rc<Vec<Question>>,
    /// Who plays.
    pub setup: Setup,
    /// What is shown.
    pub screen: Screen,
    /// The game, also while the choice is shown.
    pub game: Option<Game>,
    /// Results on this device, the oldest first.
    pub past: Rc<Vec<Record>>,
    /// What the last deed came to.
    pub said: Option<QuizKey>,
}

impl QuizPage {
    /// The events, questions and stories, if they are here.
    #[must_use]
    pub fn told(&self) -> Option<&Rc<Told>> {
        match &self.material {
            Material::Ready(told) => Some(told),
            _ => None,
        }
    }
}

/// A move in the game.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// A team buzzes.
    Buzz(usize),
    /// Whoever may, answers.
    Answer(usize),
    /// A second has passed.
    Tick,
    /// The clock is stopped, or runs again.
    Hold,
    /// The answer is shown.
    Reveal,
    /// On to what comes next.
    Next,
}

/// What the view keeps in the state.
#[must_use]
pub fn page(s: &State) -> Cow<'_, QuizPage> {
    s.quiz.get::<QuizPage>().map_or_else(|| Cow::Owned(QuizPage::default()), Cow::Borrowed)
}

/// The set the link asks for.
#[must_use]
pub fn asked(s: &State) -> Option<&str> {
    s.own.iter().find(|(key, _)| key == KEY).map(|(_, value)| value.as_str())
}

/// Whether the set shown is not the one the link asks for.
#[must_use]
pub fn stale(s: &State) -> bool {
    page(s).seen.as_deref() != Some(asked(s).unwrap_or_default())
}

/// Takes over what the link asks for and makes the set anew. A game over another set ends.
pub fn follow(s: &mut State) {
    let link = asked(s).unwrap_or_default().to_owned();
    let atlas = s.atlas.0.clone();
    s.quiz.update(|page: &mut QuizPage| {
        page.spec = Spec::parse(&link);
        let set = page.told().map(|told| questions(told, &atlas, &page.spec)).unwrap_or_default();
        if *page.set != set || page.seen.is_none() {
            page.set = Rc::new(set);
            page.game = None;
            if page.screen == Screen::Play {
                page.screen = Screen::Setup;
            }
        }
        page.said = None;
        page.seen = Some(link);
    });
}

/// Asks for another set: writes it into the link, then follows it.
pub fn want(s: &mut State, spec: &Spec) {
    if s.route != Route::Class {
        return;
    }
    let value = spec.to_link();
    // The set in the link opens this part of the class by itself.
    s.own.retain(|(key, _)| key != "part");
    match s.own.iter_mut().find(|(key, _)| key == KEY) {
        Some((_, old)) => *old = value,
        None => s.own.push((KEY.to_owned(), value)),
    }
    follow(s);
}

/// Takes in what was read.
pub fn read(s: &mut State, told: Option<Rc<Told>>, base: Option<Rc<Source>>, past: Vec<Record>) {
    s.quiz.update(|page: &mut QuizPage| {
        page.material = told.map_or(Material::Failed, Material::Ready);
        page.base = base;
        page.past = Rc::new(past);
    });
    follow(s);
}

/// Notes that the files are on their way.
pub fn reading(s: &mut State) {
    s.quiz.update(|page: &mut QuizPage| page.material = Material::Reading);
}

/// Changes who plays.
pub fn set_up(s: &mut State, change: impl FnOnce(&mut Setup)) {
    s.quiz.update(|page: &mut QuizPage| change(&mut page.setup));
}

/// Shows something else; a game that was left goes on where it stood, its clock stopped.
pub fn show(s: &mut State, screen: Screen) {
    s.quiz.update(|page: &mut QuizPage| {
        page.screen = screen;
        page.said = None;
        if let Some(game) = page.game.as_mut().filter(|g| g.ticking() && screen != Screen::Play) {
            game.hold();
        }
    });
}

/// Starts a game over the set.
pub fn start(s: &mut State) {
    s.quiz.update(|page: &mut QuizPage| {
        let rights = page.set.iter().map(|q| (q.right, q.answers.len())).collect();
        page.game = Game::new(rights, &page.setup);
        if page.game.is_some() {
            page.screen = Screen::Play;
        }
        page.said = None;
    });
}

/// A move. `when` is the time, for the results; `names` the teams' names.
pub fn act(s: &mut State, deed: Deed, when: &str, names: &[String]) {
    let open = page(s).game.is_some() && page(s).screen == Screen::Play;
    if !open || s.route != Route::Class {
        return;
    }
    s.quiz.update(|page: &mut QuizPage| {
        let Some(game) = &mut page.game else { return };
        let before = game.phase;
        match deed {
            Deed::Buzz(team) => game.buzz(team),
            Deed::Answer(answer) => game.answer(answer),
            Deed::Tick => game.tick(),
            Deed::Hold => game.hold(),
            Deed::Reveal => game.reveal(),
            Deed::Next => game.next(),
        }
        if game.phase == Phase::Final && before != Phase::Final {
            let mut past = (*page.past).clone();
            past.extend(Record::of(game, when, &page.spec.to_link(), names));
            page.past = Rc::new(past);
        }
    });
}

/// Forgets the results.
pub fn forget(s: &mut State) {
    s.quiz.update(|page: &mut QuizPage| page.past = Rc::default());
}

/// Says what a deed came to.
pub fn say(s: &mut State, key: QuizKey) {
    s.quiz.update(|page: &mut QuizPage| page.said = Some(key));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::place::{Fact, Grade, Source, SourceUse};
    use crate::domain::{QuizItem, Text};

    fn told() -> Told {
        let source = Source {
            id: "S".into(),
            title: Text::new("书", "Book"),
            publisher: Text::default(),
            date: String::new(),
            url: None,
            grade: None,
            used_for: SourceUse::Story,
        };
        let item = |i: usize| QuizItem {
            id: format!("q{i}"),
            question: Text::new("问", "Q"),
            answers: ["甲", "乙", "丙"].map(|a| Text::new(a, "")).to_vec(),
            right: i % 3,
            explain: Text::default(),
            facts: vec![format!("f{i}")],
            place: None,
            theme: String::new(),
            level: 1,
            sources: vec![source.clone()],
        };
        let fact = |i: usize| Fact {
            id: format!("f{i}"),
            text: Text::new("实", "Fact"),
            grade: Grade::A,
            sources: Vec::new(),
        };
        Told {
            items: (0..8).map(item).collect(),
            facts: (0..8).map(fact).collect(),
            ..Told::default()
        }
    }

    fn opened(link: &str) -> State {
        let mut s = State { route: Route::Class, ..State::default() };
        s.own.push((KEY.into(), link.into()));
        s
    }

    #[test]
    fn the_set_follows_the_link() {
        let mut s = opened("k7~5");
        assert!(stale(&s));
        follow(&mut s);
        assert!(page(&s).set.is_empty() && !stale(&s));
        read(&mut s, Some(Rc::new(told())), None, Vec::new());
        assert_eq!(page(&s).set.len(), 5);
        let spec = Spec { count: 7, ..page(&s).spec.clone() };
        want(&mut s, &spec);
        assert_eq!((asked(&s), page(&s).set.len()), (Some("k7~7"), 7));
        read(&mut s, None, None, Vec::new());
        assert!(matches!(page(&s).material, Material::Failed) && page(&s).set.is_empty());
    }

    #[test]
    fn a_game_is_kept_while_its_set_is() {
        let mut s = opened("k7~3");
        read(&mut s, Some(Rc::new(told())), None, Vec::new());
        set_up(&mut s, |setup| setup.set_teams(2));
        start(&mut s);
        assert_eq!(page(&s).screen, Screen::Play);
        act(&mut s, Deed::Buzz(1), "", &[]);
        show(&mut s, Screen::Setup);
        assert!(page(&s).game.as_ref().is_some_and(|g| g.held));
        act(&mut s, Deed::Reveal, "", &[]);
        assert_eq!(
            page(&s).game.as_ref().map(|g| g.phase),
            Some(Phase::Buzzed(1)),
            "not on screen"
        );
        follow(&mut s);
        assert!(page(&s).game.is_some());
        let other = Spec { seed: "k8".into(), ..page(&s).spec.clone() };
        want(&mut s, &other);
        assert!(page(&s).game.is_none());
    }

    #[test]
    fn the_end_is_written_down_once() {
        let mut s = opened("k7~3");
        read(&mut s, Some(Rc::new(told())), None, Vec::new());
        start(&mut s);
        for _ in 0..9 {
            act(&mut s, Deed::Reveal, "2026-11-24 10:00", &[]);
            act(&mut s, Deed::Next, "2026-11-24 10:00", &[]);
        }
        assert_eq!(page(&s).past.len(), 1);
        assert_eq!(page(&s).past[0].marks.len(), 3);
        forget(&mut s);
        assert!(page(&s).past.is_empty());
    }

    #[test]
    fn without_questions_no_game_starts() {
        let mut s = opened("");
        read(&mut s, Some(Rc::default()), None, Vec::new());
        start(&mut s);
        assert!(page(&s).game.is_none() && page(&s).screen == Screen::Setup);
    }
}
