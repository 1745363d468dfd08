//! The engine worker's desk: messages in, messages out, work in small pieces between them, so that a job
//! can be stopped and its progress seen. Pure; `src/bin/engine.rs` ties it to a worker's port.
//!
//! A message is a kind (1 byte), the number of its job (4 bytes, little-endian) and the rest:
//!
//! | to the worker | rest |
//! | --- | --- |
//! | 1 plan | a matrix request in JSON ([`crate::engine::tour::wire`]) |
//! | 2 stop | nothing; the best plan so far is the answer |
//! | 3 forget | nothing; no answer comes |
//!
//! | from the worker | rest |
//! | --- | --- |
//! | 1 plan | the answer in JSON |
//! | 2 progress | rounds done and rounds in all, 4 bytes each |
//! | 3 error | words in English, for the console |

use super::tour::{Effort, MatrixRequest, Solver};

/// Rounds between two looks at the port: some milliseconds.
const PIECE: u32 = 500;

const PLAN: u8 = 1;
const STOP: u8 = 2;
const FORGET: u8 = 3;
const PROGRESS: u8 = 2;
const ERROR: u8 = 3;

struct Job {
    number: u32,
    request: MatrixRequest,
    solver: Solver,
    /// Tenths that were reported.
    tenths: u32,
}

/// Jobs in the order they came.
#[derive(Default)]
pub struct Desk {
    jobs: Vec<Job>,
}

impl Desk {
    /// Takes a message; the answer where one is due at once.
    pub fn receive(&mut self, message: &[u8]) -> Option<Vec<u8>> {
        let (kind, number, rest) = open(message)?;
        match kind {
            PLAN => match job(number, rest) {
                Ok(job) => {
                    self.jobs.push(job);
                    None
                }
                Err(words) => Some(seal(ERROR, number, words.as_bytes())),
            },
            STOP | FORGET => {
                let at = self.jobs.iter().position(|j| j.number == number)?;
                let job = self.jobs.remove(at);
                (kind == STOP).then(|| job.answer())
            }
            _ => Some(seal(ERROR, number, b"unknown message")),
        }
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
            return Some(self.jobs.remove(0).answer());
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

impl Job {
    fn answer(&self) -> Vec<u8> {
        seal(PLAN, self.number, self.request.answer(&self.solver.best()).as_bytes())
    }
}

fn job(number: u32, rest: &[u8]) -> Result<Job, String> {
    let text = std::str::from_utf8(rest).map_err(|e| e.to_string())?;
    let request = MatrixRequest::parse(text).map_err(|e| e.to_string())?;
    let effort = Effort::quick(&request.problem);
    let solver = Solver::new(&request.problem, effort).map_err(|e| e.to_string())?;
    Ok(Job { number, request, solver, tenths: 0 })
}

/// A message from its parts.
#[must_use]
pub fn seal(kind: u8, number: u32, rest: &[u8]) -> Vec<u8> {
    [&[kind][..], &number.to_le_bytes(), rest].concat()
}

/// The parts of a message.
#[must_use]
pub fn open(message: &[u8]) -> Option<(u8, u32, &[u8])> {
    let (head, rest) = message.split_at_checked(5)?;
    let number = u32::from_le_bytes(head[1..].try_into().ok()?);
    Some((head[0], number, rest))
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

    #[test]
    fn says_what_it_cannot_read() {
        let mut desk = Desk::default();
        assert_eq!(desk.receive(&[1, 2]), None);
        for (message, words) in [
            (seal(PLAN, 3, b"{"), "not JSON at byte 1"),
            (seal(PLAN, 3, &[0xFF]), "invalid utf-8 sequence of 1 bytes from index 0"),
            (seal(9, 3, b""), "unknown message"),
        ] {
            assert_eq!(desk.receive(&message), Some(seal(ERROR, 3, words.as_bytes())));
        }
    }
}
