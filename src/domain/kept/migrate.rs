//! Brings records of older versions to today's, a version at a time.
//!
//! To change the form of a kind, raise its version in `VERSIONS`, add the step from the old one to
//! `STEPS` and a file of the old form to `tests/fixtures/kept`. Steps are pure and never fail: what an
//! old record lacks, they leave out.

use super::Envelope;

/// Today's version of each kind; of a kind not named here it is 1.
const VERSIONS: &[(&str, u32)] = &[];

/// A step: kind, the version it starts from, and the data one version later.
type Step = (&'static str, u32, fn(&str) -> String);

/// All steps.
const STEPS: &[Step] = &[];

/// Today's version of a kind.
#[must_use]
pub fn present(kind: &str) -> u32 {
    version_in(VERSIONS, kind)
}

fn version_in(versions: &[(&str, u32)], kind: &str) -> u32 {
    versions.iter().find(|(k, _)| *k == kind).map_or(1, |(_, v)| *v)
}

/// The record in today's form; one of a newer version stays as it is.
#[must_use]
pub fn to_present(record: Envelope) -> Envelope {
    climb(record, VERSIONS, STEPS)
}

fn climb(mut record: Envelope, versions: &[(&str, u32)], steps: &[Step]) -> Envelope {
    while record.v < version_in(versions, &record.key.kind) {
        let step =
            steps.iter().find(|(kind, from, _)| *kind == record.key.kind && *from == record.v);
        // A version without a step has the same form as the next one.
        if let Some((_, _, step)) = step {
            record.data = step(&record.data);
        }
        record.v += 1;
    }
    record
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_climbed_in_order_and_a_newer_record_is_left_alone() {
        let versions: &[(&str, u32)] = &[("visit", 4)];
        let steps: &[Step] = &[
            ("visit", 3, |d| d.replace('b', "c")),
            ("visit", 1, |d| d.replace('a', "b")),
            ("tour", 1, |_| String::new()),
        ];
        let record = |kind: &str, v: u32| {
            let mut record = Envelope::new(kind, "x", 1, "{\"a\":1}".to_owned());
            record.v = v;
            climb(record, versions, steps)
        };
        assert_eq!((record("visit", 1).v, record("visit", 1).data.as_str()), (4, "{\"c\":1}"));
        assert_eq!((record("visit", 9).v, record("visit", 9).data.as_str()), (9, "{\"a\":1}"));
        assert_eq!((record("tour", 1).v, record("tour", 1).data.as_str()), (1, "{\"a\":1}"));
    }
}
