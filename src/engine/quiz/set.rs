//! Putting a set together: half from the bundle, half made, nothing twice.

use super::desk::{Desk, shuffled};
use super::time::dealt;
use super::{Answer, Ask, Question, Spec, ground, time};
use crate::bundle::told::Told;
use crate::domain::{Atlas, order};
use crate::engine::tour::rng::Rng;

/// Kinds of made questions.
const KINDS: usize = 9;
/// Subjects tried for a question before its kind is passed over.
const TRIES: usize = 12;

/// The questions of a set, the easy ones first. Fewer than asked for where the material gives no more.
#[must_use]
pub fn questions(told: &Told, atlas: &Atlas, spec: &Spec) -> Vec<Question> {
    let mut set = Set {
        desk: Desk::new(told, atlas, &spec.scope),
        rng: Rng::new(spec.number()),
        level: spec.level,
        facts: Vec::new(),
        events: Vec::new(),
        places: Vec::new(),
        out: Vec::new(),
    };
    let count = usize::from(spec.count);
    let order = shuffled(set.desk.items.len(), &mut set.rng);
    let mut items: Vec<usize> = order.into_iter().map(|at| set.desk.items[at]).collect();
    // From the end, as `pop` takes them.
    items.retain(|&i| spec.level.is_none_or(|l| told.items[i].level == l));
    set.items(&mut items, count.div_ceil(2));
    set.made(count);
    set.items(&mut items, count);
    let mut out = set.out;
    order::sort_by_key(&mut out, |q| q.level);
    out
}

struct Set<'a> {
    desk: Desk<'a>,
    rng: Rng,
    level: Option<u8>,
    /// Facts that a question of the set is about.
    facts: Vec<&'a str>,
    /// Events that stand in a question of the set.
    events: Vec<usize>,
    /// Places asked for by their position.
    places: Vec<usize>,
    out: Vec<Question>,
}

impl Set<'_> {
    /// Takes items until the set has so many questions.
    fn items(&mut self, items: &mut Vec<usize>, until: usize) {
        while self.out.len() < until {
            let Some(i) = items.pop() else { return };
            let item = &self.desk.told.items[i];
            if item.facts.iter().any(|f| self.facts.contains(&f.as_str())) {
                continue;
            }
            self.facts.extend(item.facts.iter().map(String::as_str));
            let mut answers: Vec<Answer> =
                (0..item.answers.len()).filter(|a| *a != item.right).map(Answer::Item).collect();
            answers.push(Answer::Item(item.right));
            self.out.push(dealt(Ask::Item(i), item.level, &answers, &mut self.rng));
        }
    }

    /// Makes questions of all kinds in turn until the set has so many, or no kind gives another.
    fn made(&mut self, until: usize) {
        let kinds = shuffled(KINDS, &mut self.rng);
        let mut idle = 0;
        for kind in kinds.into_iter().cycle() {
            if self.out.len() >= until || idle == KINDS {
                return;
            }
            let found = (0..TRIES).find_map(|_| self.one(kind));
            match found {
                Some(question) => {
                    self.note(&question);
                    self.out.push(question);
                    idle = 0;
                }
                None => idle += 1,
            }
        }
    }

    /// A question of a kind about a subject taken at random; `None` where it does not work out.
    fn one(&mut self, kind: usize) -> Option<Question> {
        // Kinds that know two levels only, or one, are passed over at the others.
        let level = self.level.unwrap_or_else(|| 1 + u8::try_from(self.rng.below(3)).unwrap_or(0));
        let desk = &self.desk;
        if kind < 4 {
            let subject = {
                let asked = |e: &usize| desk.asked_events[*e] && self.is_free(*e);
                let subjects: Vec<usize> = desk.events.iter().map(|e| e.0).filter(asked).collect();
                *subjects.get(self.rng.below(subjects.len()))?
            };
            let used = self.events.clone();
            let free = |e: usize| !used.contains(&e);
            let rng = &mut self.rng;
            return match kind {
                0 => time::order(desk, subject, level, false, &free, rng),
                1 => time::order(desk, subject, level, true, &free, rng),
                2 => time::year(desk, subject, level, rng),
                _ if level == 3 => time::same_year(desk, subject, &free, rng),
                _ => None,
            };
        }
        let asked = |p: &usize| desk.asked_places[*p] && !self.places.contains(p);
        let subjects: Vec<usize> = desk.spots.iter().map(|s| s.place).filter(asked).collect();
        let subject = *subjects.get(self.rng.below(subjects.len()))?;
        let rng = &mut self.rng;
        match kind {
            4 => ground::on_map(desk, subject, level, rng),
            5 => ground::marked(desk, subject, level, rng),
            6 => ground::nearest(desk, subject, level, rng),
            7 => ground::direction(desk, subject, level, rng),
            _ if level == 2 => ground::outside(desk, subject, rng),
            _ => None,
        }
    }

    /// Whether an event, and what proves it, is in no question yet.
    fn is_free(&self, event: usize) -> bool {
        let facts = &self.desk.told.events[event].facts;
        !self.events.contains(&event) && !facts.iter().any(|f| self.facts.contains(&f.as_str()))
    }

    /// Remembers what a question is about.
    fn note(&mut self, question: &Question) {
        match question.ask {
            Ask::OnMap(p) | Ask::Marked(p) | Ask::Nearest(p) | Ask::Direction(p, _) => {
                self.places.push(p);
            }
            Ask::Outside => {
                if let Some(Answer::Place(p)) = question.answers.get(question.right) {
                    self.places.push(*p);
                }
            }
            Ask::YearOf(e) | Ask::SameYear(e) => self.events.push(e),
            _ => {}
        }
        for answer in &question.answers {
            if let Answer::Event(e) = answer {
                self.events.push(*e);
            }
        }
        let told = self.desk.told;
        let shown = self.events.iter().flat_map(|e| &told.events[*e].facts);
        for fact in shown {
            if !self.facts.contains(&fact.as_str()) {
                self.facts.push(fact);
            }
        }
    }
}

/// Metres two blanks of a worksheet stand apart, so that their numbers do not touch on paper.
const BLANKS_APART_M: f64 = 900.0;
/// The farthest two blanks may be apart: the map has to stay readable.
const BLANKS_REACH_M: f64 = 9000.0;

/// Places whose names a worksheet leaves blank, by index, at most `count` of them: those the set is
/// about first, then others around.
#[must_use]
pub fn blanks(told: &Told, atlas: &Atlas, spec: &Spec, count: usize) -> Vec<usize> {
    let desk = Desk::new(told, atlas, &spec.scope);
    let mut rng = Rng::new(spec.number());
    let order = shuffled(desk.spots.len(), &mut rng);
    let asked = |at: &usize| desk.asked_places[desk.spots[*at].place];
    let told_of = |at: &usize| !desk.place(desk.spots[*at].place).facts.is_empty();
    let mut out: Vec<usize> = Vec::new();
    // Places that something is told of come before those that are only an address.
    for pass in 0..3 {
        for at in order.iter().filter(|at| match pass {
            0 => asked(at) && told_of(at),
            1 => told_of(at),
            _ => asked(at),
        }) {
            let next = desk.spots[*at];
            let clear = out.iter().all(|&i| {
                let other = desk.spots[i];
                let away = other.at.distance_m(next.at);
                away > other.within + next.within + BLANKS_APART_M && away < BLANKS_REACH_M
            });
            if clear && out.len() < count {
                out.push(*at);
            }
        }
    }
    out.into_iter().map(|at| desk.spots[at].place).collect()
}
