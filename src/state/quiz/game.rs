//! A game: one player, or two to six teams who buzz.
//!
//! A right answer gives [`POINTS`], from the third in a row [`BONUS`] more. A wrong one costs nothing but
//! the run and the question: the team is out until the next, and the others may still buzz.

use super::{Outcome, Setup};

/// Most teams at one screen.
pub const MOST_TEAMS: usize = 6;
/// Points of a right answer.
pub const POINTS: u32 = 10;
/// Points on top from [`STREAK`] right answers in a row.
pub const BONUS: u32 = 5;
/// Right answers in a row that count as a streak.
pub const STREAK: u32 = 3;
/// Seconds a team has to answer after it buzzed, where there is a clock.
pub const ANSWER_SECONDS: u16 = 10;

/// Where a game stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The question is open: to the player, or to whoever buzzes.
    Open,
    /// A team has buzzed and is to answer.
    Buzzed(usize),
    /// The answer is shown.
    Told,
    /// A round is over, its table is shown.
    Standing,
    /// All is over.
    Final,
}

/// A team, or the player.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Team {
    /// Points so far.
    pub points: u32,
    /// Right answers in a row just now.
    pub streak: u32,
    /// Most of them ever.
    pub best: u32,
    /// What came of each question so far.
    pub marks: Vec<Outcome>,
}

impl Team {
    /// How many answers had that outcome.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.marks.iter().filter(|m| **m == outcome).count()
    }
}

/// An answer that was given to the question just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Try {
    /// Who gave it.
    pub team: usize,
    /// Its index; `None` where the time ran out.
    pub answer: Option<usize>,
    /// Points it gave.
    pub gained: u32,
}

/// A game over a set of questions, of which it knows only the right answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Game {
    /// Index of the right answer and number of answers of each question.
    rights: Vec<(usize, usize)>,
    /// Teams in the order of their keys.
    pub teams: Vec<Team>,
    /// Index of the question.
    pub at: usize,
    /// Where it stands.
    pub phase: Phase,
    /// Seconds a question; 0 for none.
    pub seconds: u16,
    /// Seconds left.
    pub left: u16,
    /// Whether the clock is stopped.
    pub held: bool,
    /// Answers to this question so far.
    pub tries: Vec<Try>,
    /// Seconds that were left when a team buzzed.
    kept: u16,
    rounds: usize,
}

impl Game {
    /// A game at its first question; `None` without questions.
    #[must_use]
    pub fn new(rights: Vec<(usize, usize)>, setup: &Setup) -> Option<Self> {
        if rights.is_empty() {
            return None;
        }
        let rounds = setup.rounds.clamp(1, rights.len());
        Some(Self {
            teams: vec![Team::default(); setup.teams.clamp(1, MOST_TEAMS)],
            at: 0,
            phase: Phase::Open,
            seconds: setup.seconds,
            left: setup.seconds,
            held: false,
            tries: Vec::new(),
            kept: setup.seconds,
            rounds,
            rights,
        })
    }

    /// Whether one plays alone.
    #[must_use]
    pub fn single(&self) -> bool {
        self.teams.len() == 1
    }

    /// How many questions there are.
    #[must_use]
    pub fn questions(&self) -> usize {
        self.rights.len()
    }

    /// The round of the question just now, from 1, and how many there are.
    #[must_use]
    pub fn round(&self) -> (usize, usize) {
        (self.round_of(self.at), self.rounds)
    }

    fn round_of(&self, question: usize) -> usize {
        question * self.rounds / self.rights.len() + 1
    }

    /// Index of the right answer.
    #[must_use]
    pub fn right(&self) -> usize {
        self.rights.get(self.at).map_or(0, |r| r.0)
    }

    /// Who may answer now.
    #[must_use]
    pub fn answering(&self) -> Option<usize> {
        match self.phase {
            Phase::Open if self.single() => Some(0),
            Phase::Buzzed(team) => Some(team),
            _ => None,
        }
    }

    /// Whether a team may buzz now.
    #[must_use]
    pub fn may_buzz(&self, team: usize) -> bool {
        self.phase == Phase::Open
            && !self.single()
            && team < self.teams.len()
            && self.tries.iter().all(|t| t.team != team)
    }

    /// Whether the clock is running.
    #[must_use]
    pub fn ticking(&self) -> bool {
        self.seconds > 0 && !self.held && matches!(self.phase, Phase::Open | Phase::Buzzed(_))
    }

    /// A team buzzes.
    pub fn buzz(&mut self, team: usize) {
        if self.may_buzz(team) {
            self.phase = Phase::Buzzed(team);
            self.kept = self.left;
            self.left = ANSWER_SECONDS.min(self.seconds);
        }
    }

    /// Whoever may answer does.
    pub fn answer(&mut self, answer: usize) {
        let answers = self.rights.get(self.at).map_or(0, |r| r.1);
        if let Some(team) = self.answering().filter(|_| answer < answers) {
            self.judge(team, Some(answer));
        }
    }

    fn judge(&mut self, team: usize, answer: Option<usize>) {
        let right = answer == Some(self.right());
        let mut gained = 0;
        if let Some(t) = self.teams.get_mut(team) {
            if right {
                t.streak += 1;
                t.best = t.best.max(t.streak);
                gained = if t.streak >= STREAK { POINTS + BONUS } else { POINTS };
                t.points += gained;
            } else {
                t.streak = 0;
            }
        }
        self.tries.push(Try { team, answer, gained });
        if right || self.tries.len() == self.teams.len() {
            self.tell();
        } else {
            self.phase = Phase::Open;
            // Whoever comes next still has a moment.
            self.left = self.kept.max(ANSWER_SECONDS.min(self.seconds));
        }
    }

    /// Shows the answer, whoever has answered.
    pub fn reveal(&mut self) {
        match self.phase {
            Phase::Open => self.tell(),
            Phase::Buzzed(team) => {
                self.judge(team, None);
                if self.phase == Phase::Open {
                    self.tell();
                }
            }
            _ => {}
        }
    }

    fn tell(&mut self) {
        self.phase = Phase::Told;
        let (right, alone) = (self.right(), self.single());
        for (i, team) in self.teams.iter_mut().enumerate() {
            let own = self.tries.iter().find(|t| t.team == i);
            team.marks.push(match own {
                Some(t) if t.answer == Some(right) => Outcome::Right,
                Some(_) => Outcome::Wrong,
                None => Outcome::None,
            });
            // A team that was not fast enough keeps its run; one player has no excuse.
            if alone && own.is_none() {
                team.streak = 0;
            }
        }
    }

    /// A second has passed.
    pub fn tick(&mut self) {
        if !self.ticking() {
            return;
        }
        self.left = self.left.saturating_sub(1);
        if self.left == 0 {
            match self.phase {
                Phase::Buzzed(team) => self.judge(team, None),
                _ => self.tell(),
            }
        }
    }

    /// Stops the clock, or lets it run.
    pub fn hold(&mut self) {
        self.held = !self.held;
    }

    /// On to the next question, the table of a round, or the end.
    pub fn next(&mut self) {
        match self.phase {
            Phase::Told if self.at + 1 == self.rights.len() => self.phase = Phase::Final,
            Phase::Told if self.round_of(self.at + 1) != self.round_of(self.at) => {
                self.phase = Phase::Standing;
            }
            Phase::Told | Phase::Standing => {
                self.at += 1;
                self.phase = Phase::Open;
                self.left = self.seconds;
                self.held = false;
                self.tries.clear();
            }
            _ => {}
        }
    }

    /// Teams from the first to the last with their ranks; equal points share a rank.
    #[must_use]
    pub fn table(&self) -> Vec<(usize, usize)> {
        let mut order: Vec<usize> = (0..self.teams.len()).collect();
        crate::domain::order::sort_by_key(&mut order, |&t| u32::MAX - self.teams[t].points);
        let rank = |team: usize| {
            1 + self.teams.iter().filter(|t| t.points > self.teams[team].points).count()
        };
        order.into_iter().map(|team| (rank(team), team)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn game(questions: usize, teams: usize, seconds: u16, rounds: usize) -> Game {
        let setup = Setup { teams, seconds, rounds, ..Setup::default() };
        Game::new((0..questions).map(|i| (i % 4, 4)).collect(), &setup).expect("questions")
    }

    #[test]
    fn one_player_answers_at_once_and_runs_count() {
        let mut g = game(5, 1, 0, 1);
        for i in 0..4 {
            g.answer(i % 4);
            assert_eq!(g.phase, Phase::Told);
            g.next();
        }
        g.answer(3);
        assert_eq!(g.teams[0].points, 10 + 10 + 15 + 15);
        assert_eq!((g.teams[0].best, g.teams[0].streak), (4, 0));
        g.answer(0);
        assert_eq!(g.tries.len(), 1, "told is told");
        g.next();
        assert_eq!(g.phase, Phase::Final);
        g.next();
        assert_eq!(g.phase, Phase::Final);
        assert_eq!(g.teams[0].count(Outcome::Right), 4);
    }

    #[test]
    fn a_wrong_team_is_out_and_another_may_buzz() {
        let mut g = game(2, 3, 20, 1);
        g.answer(0);
        assert!(g.tries.is_empty(), "nobody has buzzed");
        g.buzz(1);
        g.buzz(2);
        assert_eq!((g.phase, g.left), (Phase::Buzzed(1), 10));
        g.answer(3);
        assert_eq!((g.phase, g.left), (Phase::Open, 20));
        assert!(!g.may_buzz(1) && g.may_buzz(0) && g.may_buzz(2));
        g.buzz(1);
        assert_eq!(g.phase, Phase::Open);
        g.buzz(0);
        g.answer(0);
        assert_eq!(g.phase, Phase::Told);
        let marks: Vec<Outcome> = g.teams.iter().map(|t| t.marks[0]).collect();
        assert_eq!(marks, [Outcome::Right, Outcome::Wrong, Outcome::None]);
        assert_eq!(
            g.tries,
            [
                Try { team: 1, answer: Some(3), gained: 0 },
                Try { team: 0, answer: Some(0), gained: 10 },
            ]
        );
    }

    #[test]
    fn when_all_are_wrong_the_answer_is_told() {
        let mut g = game(1, 2, 0, 1);
        g.buzz(0);
        g.answer(1);
        g.buzz(1);
        g.answer(2);
        assert_eq!(g.phase, Phase::Told);
        assert!(g.teams.iter().all(|t| t.points == 0 && t.marks == [Outcome::Wrong]));
    }

    #[test]
    fn the_clock_runs_out_for_a_team_and_for_all() {
        let mut g = game(2, 2, 15, 1);
        g.tick();
        g.buzz(0);
        for _ in 0..10 {
            g.tick();
        }
        assert_eq!((g.phase, g.tries[0].answer, g.left), (Phase::Open, None, 14));
        g.hold();
        g.tick();
        assert_eq!(g.left, 14);
        g.hold();
        for _ in 0..14 {
            g.tick();
        }
        assert_eq!(g.phase, Phase::Told);
        assert_eq!(g.teams[1].marks, [Outcome::None]);
        let mut untimed = game(1, 1, 0, 1);
        untimed.tick();
        assert_eq!(untimed.phase, Phase::Open);
    }

    #[test]
    fn rounds_end_with_a_table_and_equal_points_share_a_rank() {
        let mut g = game(5, 3, 0, 2);
        let mut phases = Vec::new();
        while g.phase != Phase::Final {
            g.buzz(g.at % 2);
            g.answer(g.right());
            g.next();
            phases.push(g.phase);
            if g.phase == Phase::Standing {
                assert_eq!(g.round(), (1, 2));
                g.next();
            }
        }
        let (open, over) = (Phase::Open, Phase::Final);
        assert_eq!(phases, [open, open, Phase::Standing, open, over]);
        g.teams[0].points = 20;
        g.teams[1].points = 20;
        assert_eq!(g.table(), [(1, 0), (1, 1), (3, 2)]);
    }

    #[test]
    fn giving_up_tells_the_answer() {
        let mut g = game(2, 2, 0, 1);
        g.reveal();
        assert_eq!((g.phase, g.tries.len()), (Phase::Told, 0));
        g.next();
        g.buzz(1);
        g.reveal();
        assert_eq!(g.phase, Phase::Told);
        assert_eq!(g.teams[1].marks[1], Outcome::Wrong);
    }

    proptest! {
        #[test]
        fn every_game_ends_with_a_mark_a_question(
            teams in 1_usize..7, questions in 1_usize..12, rounds in 1_usize..5, seconds in 0_u16..30,
            deeds in prop::collection::vec((0_u8..6, 0_usize..6), 0..400),
        ) {
            let mut g = game(questions, teams, seconds, rounds);
            for (deed, n) in deeds {
                match deed {
                    0 => g.buzz(n),
                    1 => g.answer(n),
                    2 => g.tick(),
                    3 => g.next(),
                    4 => g.hold(),
                    _ => g.reveal(),
                }
                prop_assert!(g.at < questions && g.left <= seconds.max(ANSWER_SECONDS));
                let told = g.at + usize::from(!matches!(g.phase, Phase::Open | Phase::Buzzed(_)));
                for t in &g.teams {
                    prop_assert_eq!(t.marks.len(), told);
                    let right = u32::try_from(t.count(Outcome::Right)).expect("few");
                    prop_assert!(t.points >= right * POINTS && t.points <= right * (POINTS + BONUS));
                }
                // At most one team has any question right.
                for i in 0..told {
                    prop_assert!(g.teams.iter().filter(|t| t.marks[i] == Outcome::Right).count() <= 1);
                }
            }
        }
    }
}
