//! Messages between the page and the tools worker. Numbers are little-endian, texts have their length in
//! four bytes before them.

use crate::domain::{Datum, LonLat, Text};

/// From the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// Convert from this datum and check.
    Take(Datum),
    /// The next piece of the places.
    Next,
    /// The findings from this one on: [`Verdict::PAGE`] of them.
    Rows(u32),
    /// The order of the names; the worker's script answers, since the browser knows pinyin order.
    Names,
}

/// What the worker is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stage {
    /// Reading the file.
    #[default]
    Reading,
    /// Converting positions.
    Converting,
    /// Checking.
    Checking,
    /// Handing over the places.
    Adding,
}

/// From the worker.
#[derive(Debug, Clone, PartialEq)]
pub enum Tell {
    /// How far the work has come, in percent of the stage.
    Progress(Stage, u8),
    /// The file cannot be read at all.
    Refused(Refusal),
    /// The file is read; in which datum are its positions?
    Question(Question),
    /// What was found.
    Verdict(Verdict),
    /// Some of the findings, and the number of the first.
    Rows(u32, Vec<Row>),
    /// Some of the places as GeoJSON; whether they are the last.
    Piece(String, bool),
    /// Rank of each place by Chinese and by English name.
    Ranks(Vec<u32>, Vec<u32>),
}

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Refusal {
    /// Line or row, 0 where it is about the whole file.
    pub line: u32,
    /// What is wrong.
    pub what: Text,
    /// What to do.
    pub todo: Text,
}

/// What must be known of a file before the datum is chosen.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Question {
    /// Places in the file.
    pub count: u32,
    /// Those with a position.
    pub placed: u32,
    /// What the positions seem to be.
    pub seems: Option<Datum>,
    /// Places in the file whose true position is known.
    pub known: u32,
    /// Those of them that lie there, read as WGS-84, GCJ-02 and BD-09.
    pub fitting: [u32; 3],
    /// A few places to look at.
    pub samples: Vec<Sample>,
}

/// A place read in each datum.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// Its name.
    pub name: String,
    /// Where it lies if it is WGS-84, GCJ-02, BD-09.
    pub at: [LonLat; 3],
}

/// What the check found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// Places without an error.
    pub kept: u32,
    /// Places with one, which are left out.
    pub left_out: u32,
    /// Errors.
    pub errors: u32,
    /// Warnings.
    pub warnings: u32,
    /// Errors that can be asked for; of very many the rest is only counted.
    pub listed_errors: u32,
    /// Findings that can be asked for, errors first.
    pub listed: u32,
    /// The first of them, at most [`Verdict::PAGE`].
    pub rows: Vec<Row>,
}

impl Verdict {
    /// Findings handed over at once, and shown at once.
    pub const PAGE: usize = 100;
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// An error, or else a warning.
    pub error: bool,
    /// Line or row in the file, 0 where there is none.
    pub line: u32,
    /// Name or id of the place.
    pub feature: String,
    /// Property or member.
    pub field: String,
    /// What is wrong.
    pub what: Text,
    /// What to do.
    pub todo: Text,
}

/// The data in the order of the numbers that stand for them.
pub const DATUMS: [Datum; 3] = [Datum::Wgs84, Datum::Gcj02, Datum::Bd09];

const STAGES: [Stage; 4] = [Stage::Reading, Stage::Converting, Stage::Checking, Stage::Adding];

/// The number of a datum in [`DATUMS`].
#[must_use]
pub const fn number(datum: Datum) -> usize {
    match datum {
        Datum::Wgs84 => 0,
        Datum::Gcj02 => 1,
        Datum::Bd09 => 2,
    }
}

impl Ask {
    /// The message.
    #[must_use]
    pub fn write(self) -> Vec<u8> {
        match self {
            #[allow(clippy::cast_possible_truncation)] // below 3
            Self::Take(datum) => vec![1, number(datum) as u8],
            Self::Next => vec![2],
            Self::Rows(from) => [&[4][..], &from.to_le_bytes()].concat(),
            Self::Names => vec![3],
        }
    }

    /// From a message.
    #[must_use]
    pub fn read(message: &[u8]) -> Option<Self> {
        match message {
            [1, datum] => DATUMS.get(usize::from(*datum)).copied().map(Self::Take),
            [2] => Some(Self::Next),
            [3] => Some(Self::Names),
            [4, from @ ..] => from.try_into().ok().map(|b| Self::Rows(u32::from_le_bytes(b))),
            _ => None,
        }
    }
}

impl Tell {
    /// The message.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut out = Pack(Vec::new());
        match self {
            Self::Progress(stage, percent) => {
                let stage = STAGES.iter().position(|s| s == stage).unwrap_or(0);
                #[allow(clippy::cast_possible_truncation)] // below 4
                out.0.extend([1, stage as u8, *percent]);
            }
            Self::Refused(refusal) => {
                out.0.push(2);
                out.number(refusal.line);
                out.both(&refusal.what);
                out.both(&refusal.todo);
            }
            Self::Question(q) => {
                out.0.push(3);
                out.number(q.count);
                out.number(q.placed);
                #[allow(clippy::cast_possible_truncation)] // at most 3
                out.0.push(q.seems.map_or(3, |d| number(d) as u8));
                out.number(q.known);
                for n in q.fitting {
                    out.number(n);
                }
                out.count(q.samples.len());
                for sample in &q.samples {
                    out.text(&sample.name);
                    for at in sample.at {
                        out.0.extend(at.lon().to_le_bytes());
                        out.0.extend(at.lat().to_le_bytes());
                    }
                }
            }
            Self::Verdict(v) => {
                out.0.push(4);
                for n in [v.kept, v.left_out, v.errors, v.warnings, v.listed_errors, v.listed] {
                    out.number(n);
                }
                out.rows(&v.rows);
            }
            Self::Rows(from, rows) => {
                out.0.push(7);
                out.number(*from);
                out.rows(rows);
            }
            Self::Piece(json, last) => {
                out.0.extend([5, u8::from(*last)]);
                out.0.extend(json.as_bytes());
            }
            Self::Ranks(zh, en) => {
                // As `www/workers/tools.js` writes it.
                out.0.push(6);
                for n in zh.iter().chain(en) {
                    out.number(*n);
                }
            }
        }
        out.0
    }

    /// From a message.
    #[must_use]
    pub fn read(message: &[u8]) -> Option<Self> {
        let mut from = Unpack(message);
        Some(match from.byte()? {
            1 => Self::Progress(STAGES.get(usize::from(from.byte()?)).copied()?, from.byte()?),
            2 => {
                let line = from.number()?;
                Self::Refused(Refusal { line, what: from.both()?, todo: from.both()? })
            }
            3 => Self::Question(question(&mut from)?),
            4 => Self::Verdict(verdict(&mut from)?),
            5 => {
                let last = from.byte()? == 1;
                Self::Piece(String::from_utf8(from.0.to_vec()).ok()?, last)
            }
            6 => {
                let (ranks, _) = from.0.as_chunks::<4>();
                let ranks: Vec<u32> = ranks.iter().map(|b| u32::from_le_bytes(*b)).collect();
                let (zh, en) = ranks.split_at(ranks.len() / 2);
                Self::Ranks(zh.to_vec(), en.to_vec())
            }
            7 => Self::Rows(from.number()?, rows(&mut from)?),
            _ => return None,
        })
    }
}

fn question(from: &mut Unpack<'_>) -> Option<Question> {
    let (count, placed) = (from.number()?, from.number()?);
    let seems = DATUMS.get(usize::from(from.byte()?)).copied();
    let known = from.number()?;
    let fitting = [from.number()?, from.number()?, from.number()?];
    let mut samples = Vec::new();
    for _ in 0..from.number()? {
        let name = from.text()?;
        let mut at = || LonLat::new(from.float()?, from.float()?).ok();
        samples.push(Sample { name, at: [at()?, at()?, at()?] });
    }
    Some(Question { count, placed, seems, known, fitting, samples })
}

fn verdict(from: &mut Unpack<'_>) -> Option<Verdict> {
    Some(Verdict {
        kept: from.number()?,
        left_out: from.number()?,
        errors: from.number()?,
        warnings: from.number()?,
        listed_errors: from.number()?,
        listed: from.number()?,
        rows: rows(from)?,
    })
}

fn rows(from: &mut Unpack<'_>) -> Option<Vec<Row>> {
    let mut out = Vec::new();
    for _ in 0..from.number()? {
        out.push(Row {
            error: from.byte()? == 1,
            line: from.number()?,
            feature: from.text()?,
            field: from.text()?,
            what: from.both()?,
            todo: from.both()?,
        });
    }
    Some(out)
}

struct Pack(Vec<u8>);

impl Pack {
    fn number(&mut self, n: u32) {
        self.0.extend(n.to_le_bytes());
    }

    fn count(&mut self, n: usize) {
        self.number(u32::try_from(n).unwrap_or(u32::MAX));
    }

    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend(text.as_bytes());
    }

    fn both(&mut self, text: &Text) {
        self.text(&text.zh);
        self.text(&text.en);
    }

    fn rows(&mut self, rows: &[Row]) {
        self.count(rows.len());
        for row in rows {
            self.0.push(u8::from(row.error));
            self.number(row.line);
            self.text(&row.feature);
            self.text(&row.field);
            self.both(&row.what);
            self.both(&row.todo);
        }
    }
}

struct Unpack<'a>(&'a [u8]);

impl<'a> Unpack<'a> {
    fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(head)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|b| b[0])
    }

    fn number(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn float(&mut self) -> Option<f64> {
        Some(f64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    fn text(&mut self) -> Option<String> {
        let length = usize::try_from(self.number()?).ok()?;
        String::from_utf8(self.take(length)?.to_vec()).ok()
    }

    fn both(&mut self) -> Option<Text> {
        Some(Text { zh: self.text()?, en: self.text()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn both() -> Text {
        Text::new("坐标是 0, 0", "The position is 0, 0")
    }

    fn row() -> Row {
        Row {
            error: true,
            line: 12,
            feature: "a".into(),
            field: "name".into(),
            what: both(),
            todo: both(),
        }
    }

    fn all() -> Vec<Tell> {
        let at = |lon| LonLat::clamped(lon, 34.75);
        vec![
            Tell::Progress(Stage::Checking, 40),
            Tell::Refused(Refusal { line: 3, what: both(), todo: Text::default() }),
            Tell::Question(Question {
                count: 100_000,
                placed: 99_999,
                seems: Some(Datum::Bd09),
                known: 3,
                fitting: [0, 1, 3],
                samples: vec![Sample {
                    name: "紫荆山".into(),
                    at: [at(113.6), at(113.61), at(113.62)],
                }],
            }),
            Tell::Question(Question::default()),
            Tell::Verdict(Verdict {
                kept: 9,
                left_out: 1,
                errors: 1,
                warnings: 27,
                listed_errors: 1,
                listed: 28,
                rows: vec![row()],
            }),
            Tell::Rows(200, vec![row(), Row::default()]),
            Tell::Piece("{}".into(), true),
            Tell::Ranks(vec![1, 0], vec![0, 1]),
        ]
    }

    #[test]
    fn messages_come_through() {
        for tell in all() {
            assert_eq!(Tell::read(&tell.write()), Some(tell));
        }
        let take = [Ask::Take(Datum::Wgs84), Ask::Take(Datum::Bd09)];
        for ask in [Ask::Next, Ask::Names, Ask::Rows(70_000)].into_iter().chain(take) {
            assert_eq!(Ask::read(&ask.write()), Some(ask));
        }
        assert_eq!(Ask::read(&[1, 3]), None);
        assert_eq!(Ask::read(&[4, 0, 0]), None);
    }

    #[test]
    fn a_cut_message_is_none() {
        for tell in all().iter().filter(|t| !matches!(t, Tell::Piece(..) | Tell::Ranks(..))) {
            let message = tell.write();
            for end in 0..message.len() {
                assert_eq!(Tell::read(&message[..end]), None, "{tell:?} at {end}");
            }
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(message in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Tell::read(&message);
            let _ = Ask::read(&message);
        }
    }
}
