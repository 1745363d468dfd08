//! The engine worker's desk: messages in, messages out, work in small pieces between them, so that a job
//! can be stopped and its progress seen. Pure; `src/bin/engine.rs` ties it to a worker's port.
//!
//! What the messages are stands in [`super::message`].

use super::message::{
    BETTER, ERROR, FOLLOW, FORGET, NETWORK, PLAN, PROGRESS, STOP, open, read_places, seal,
};
use super::network::Network;
use super::tour::{Effort, MatrixRequest, Outing, Plan, Solver, evaluate};
use crate::domain::tour_link;
use crate::domain::{Itinerary, PlaceId};

/// Rounds between two looks at the port: some milliseconds.
const PIECE: u32 = 500;

struct Job {
    number: u32,
    question: Question,
    solver: Solver,
    /// Tenths that were reported.
    tenths: u32,
}

/// What a job is about, to word its answer.
enum Question {
    Matrix(Box<MatrixRequest>),
    Tour(Box<Outing>),
}

/// Jobs in the order they came.
#[derive(Default)]
pub struct Desk {
    jobs: Vec<Job>,
    network: Option<Network>,
}

impl Desk {
    /// Takes a message; the answer where one is due at once.
    pub fn receive(&mut self, message: &[u8]) -> Option<Vec<u8>> {
        let (kind, number, rest) = open(message)?;
        match kind {
            STOP | FORGET => {
                let at = self.jobs.iter().position(|j| j.number == number)?;
                let job = self.jobs.remove(at);
                (kind == STOP).then(|| self.answer(&job))
            }
            _ => match self.open_job(kind, number, rest) {
                Ok(answer) => answer,
                Err(words) => Some(seal(ERROR, number, words.as_bytes())),
            },
        }
    }

    fn open_job(&mut self, kind: u8, number: u32, rest: &[u8]) -> Result<Option<Vec<u8>>, String> {
        match kind {
            PLAN => {
                let request = MatrixRequest::parse(text(rest)?).map_err(|e| e.to_string())?;
                let effort = Effort::quick(&request.problem);
                let solver = Solver::new(&request.problem, effort).map_err(|e| e.to_string())?;
                let question = Question::Matrix(Box::new(request));
                self.jobs.push(Job { number, question, solver, tenths: 0 });
            }
            NETWORK => {
                let read = || Network::parse(rest).map_err(|e| e.to_string());
                self.network = if rest.is_empty() { None } else { Some(read()?) };
            }
            FOLLOW => {
                let (tour, outing) = self.outing(rest)?;
                let plan =
                    evaluate(&outing.problem, &tour.by_route()).map_err(|e| e.to_string())?;
                return Ok(Some(self.tell(number, &outing, &plan)));
            }
            BETTER => {
                let (_, outing) = self.outing(rest)?;
                let effort = Effort::quick(&outing.problem);
                let solver = Solver::new(&outing.problem, effort).map_err(|e| e.to_string())?;
                let question = Question::Tour(Box::new(outing));
                self.jobs.push(Job { number, question, solver, tenths: 0 });
            }
            _ => return Err("unknown message".to_owned()),
        }
        Ok(None)
    }

    fn outing(&self, rest: &[u8]) -> Result<(Itinerary, Outing), String> {
        let (code, places) = read_places(text(rest)?);
        let tour = tour_link::decode(code).ok_or("no tour of a known version")?;
        let position = |id: &PlaceId| places.iter().find(|p| p.0 == *id).map(|p| p.1);
        let outing = Outing::new(&tour, &position, self.network.as_ref());
        Ok((tour, outing.map_err(|e| e.to_string())?))
    }

    fn answer(&self, job: &Job) -> Vec<u8> {
        let plan = job.solver.best();
        match &job.question {
            Question::Matrix(request) => seal(PLAN, job.number, request.answer(&plan).as_bytes()),
            Question::Tour(outing) => self.tell(job.number, outing, &plan),
        }
    }

    fn tell(&self, number: u32, outing: &Outing, plan: &Plan) -> Vec<u8> {
        let answer = outing.answer_with_lines(plan, self.network.as_ref());
        seal(PLAN, number, answer.as_bytes())
    }

    /// Whether there is something to do.
    #[must_use]
    pub fn has_work(&self) -> bool {
        !self.jobs.is_empty()
    }

    /// Does a piece of the first job; a message where there is something to tell.
    pub fn work(&mut self) -> Option<Vec<u8>> {
        let job = self.jobs.first_mut()?;
        let progress = job.solver.step(PIECE);
        if progress.finished {
            let job = self.jobs.remove(0);
            return Some(self.answer(&job));
        }
        let tenths = progress.done.saturating_mul(10) / progress.total.max(1);
        if tenths == job.tenths {
            return None;
        }
        job.tenths = tenths;
        let rest = [progress.done.to_le_bytes(), progress.total.to_le_bytes()].concat();
        Some(seal(PROGRESS, job.number, &rest))
    }
}

fn text(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A ring of twenty stops and a depot, one minute from one to the next.
    fn ring() -> Vec<u8> {
        let apart = |a: i32, b: i32| (a - b).rem_euclid(21).min((b - a).rem_euclid(21)) * 60;
        let row = |a| (0..21).map(|b| apart(a, b).to_string()).collect::<Vec<_>>().join(",");
        let rows: Vec<String> = (0..21).map(|a| format!("[{}]", row(a))).collect();
        format!(r#"{{"seconds": [{}], "start": 0, "end": 0}}"#, rows.join(",")).into()
    }

    #[test]
    fn plans_with_progress() {
        let mut desk = Desk::default();
        assert_eq!(desk.receive(&seal(PLAN, 7, &ring())), None);
        let mut reports = 0;
        loop {
            assert!(desk.has_work());
            let Some(message) = desk.work() else { continue };
            let (kind, number, rest) = open(&message).expect("a message");
            assert_eq!(number, 7);
            if kind == PLAN {
                let text = std::str::from_utf8(rest).expect("text");
                assert!(text.contains("\"travel\": 1260, \"score\": 0, \"skipped\": []"), "{text}");
                break;
            }
            assert_eq!((kind, rest.len()), (PROGRESS, 8));
            reports += 1;
        }
        assert!((5..=10).contains(&reports), "{reports}");
        assert!(!desk.has_work());
    }

    #[test]
    fn stops_with_the_best_so_far_and_forgets() {
        let mut desk = Desk::default();
        desk.receive(&seal(PLAN, 1, &ring()));
        desk.receive(&seal(PLAN, 2, &ring()));
        desk.work();
        let answer = desk.receive(&seal(STOP, 1, &[])).expect("a plan");
        assert_eq!(open(&answer).map(|m| (m.0, m.1)), Some((PLAN, 1)));
        assert_eq!(desk.receive(&seal(FORGET, 2, &[])), None);
        assert!(!desk.has_work());
        assert_eq!(desk.receive(&seal(STOP, 1, &[])), None);
    }

    /// Three stops in a row along a street, in a bad order.
    const TOUR: &[u8] =
        b"1:b0800~c:10~a:10~b:10\na\t113.66\t34.75\nb\t113.67\t34.75\nc\t113.68\t34.75";

    fn travel(message: &[u8]) -> String {
        let (kind, _, rest) = open(message).expect("a message");
        let answer = std::str::from_utf8(rest).expect("text");
        assert_eq!(kind, PLAN, "{answer}");
        let total = answer.rsplit("\"travel\": ").next().expect("a total");
        total.split(',').next().expect("a number").to_owned()
    }

    #[test]
    fn follows_a_tour_and_finds_a_better_order() {
        let mut desk = Desk::default();
        let before = desk.receive(&seal(FOLLOW, 1, TOUR)).expect("a plan");
        assert_eq!(desk.receive(&seal(BETTER, 2, TOUR)), None);
        let after = desk.work().expect("a proof is one piece");
        let (before, after): (u32, u32) =
            (travel(&before).parse().expect("whole"), travel(&after).parse().expect("whole"));
        // c a b is three steps long, a b c two.
        assert!(before > after && before.abs_diff(after * 3 / 2) <= 2, "{before} {after}");
    }

    #[test]
    fn legs_have_lines_and_are_called_estimates_without_streets() {
        let mut desk = Desk::default();
        assert_eq!(desk.receive(&seal(NETWORK, 0, &[])), None);
        let answer = desk.receive(&seal(FOLLOW, 1, TOUR)).expect("a plan");
        let answer = String::from_utf8(answer[5..].to_vec()).expect("text");
        assert!(answer.contains("\"straight\": true, \"streets\": []"), "{answer}");
        assert!(
            answer.contains("\"line\": [[113.680000, 34.750000], [113.660000, 34.750000]]"),
            "{answer}"
        );
        let broken = desk.receive(&seal(NETWORK, 3, b"RMNX")).expect("an answer");
        assert_eq!(broken[0], ERROR);
    }

    #[test]
    fn says_what_it_cannot_read() {
        let mut desk = Desk::default();
        assert_eq!(desk.receive(&[1, 2]), None);
        for (message, words) in [
            (seal(PLAN, 3, b"{"), "not JSON at byte 1"),
            (seal(PLAN, 3, &[0xFF]), "invalid utf-8 sequence of 1 bytes from index 0"),
            (seal(9, 3, b""), "unknown message"),
            (seal(FOLLOW, 3, b"7~a"), "no tour of a known version"),
            (seal(BETTER, 3, b"1~a"), "the position of a is not known"),
        ] {
            assert_eq!(desk.receive(&message), Some(seal(ERROR, 3, words.as_bytes())));
        }
    }
}
