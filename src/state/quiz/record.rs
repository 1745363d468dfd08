//! What is kept of a game: on the device as lines of text, and as a table for a spreadsheet.

use super::Game;
use crate::i18n::Lang;

/// Version of the lines.
const VERSION: &str = "1";
/// Games kept; older ones make room.
const MOST_GAMES: usize = 50;

/// What came of a question for a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Answered rightly.
    Right,
    /// Answered wrongly, or not in time.
    Wrong,
    /// Not answered.
    None,
}

impl Outcome {
    const fn sign(self) -> char {
        match self {
            Self::Right => 'y',
            Self::Wrong => 'n',
            Self::None => '-',
        }
    }

    fn of(sign: char) -> Option<Self> {
        [Self::Right, Self::Wrong, Self::None].into_iter().find(|o| o.sign() == sign)
    }
}

/// A team's result of one game.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// When the game ended, `YYYY-MM-DD HH:MM` of the device.
    pub when: String,
    /// The set, as in `quiz=` of its link.
    pub set: String,
    /// The team's name; empty for a single player.
    pub team: String,
    /// Its points.
    pub points: u32,
    /// Its longest run.
    pub best: u32,
    /// What came of each question.
    pub marks: Vec<Outcome>,
}

impl Record {
    /// The results of a game, the winner first.
    #[must_use]
    pub fn of(game: &Game, when: &str, set: &str, names: &[String]) -> Vec<Self> {
        let name = |team: usize| {
            if game.single() { String::new() } else { names.get(team).cloned().unwrap_or_default() }
        };
        let one = |(_, team): (usize, usize)| Self {
            when: flat(when),
            set: flat(set),
            team: flat(&name(team)),
            points: game.teams[team].points,
            best: game.teams[team].best,
            marks: game.teams[team].marks.clone(),
        };
        game.table().into_iter().map(one).collect()
    }

    /// How many answers had that outcome.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.marks.iter().filter(|m| **m == outcome).count()
    }
}

/// A text that fits a field of a line.
fn flat(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The records as lines to keep: a version, then the fields with tabs between. The oldest games beyond
/// `MOST_GAMES` are left out; the newest stand last.
#[must_use]
pub fn write_records(records: &[Record]) -> String {
    let mut games: Vec<(&str, &str)> = Vec::new();
    for r in records {
        let game = (r.when.as_str(), r.set.as_str());
        if games.last() != Some(&game) {
            games.push(game);
        }
    }
    let kept = &games[games.len().saturating_sub(MOST_GAMES)..];
    let mut out = String::new();
    for r in records.iter().filter(|r| kept.contains(&(r.when.as_str(), r.set.as_str()))) {
        let marks: String = r.marks.iter().map(|m| m.sign()).collect();
        let (points, best) = (r.points.to_string(), r.best.to_string());
        let fields = [VERSION, &r.when, &r.set, &r.team, &points, &best, &marks];
        out.push_str(&fields.join("\t"));
        out.push('\n');
    }
    out
}

/// Reads the lines; those of another version or broken ones are left out.
#[must_use]
pub fn parse_records(text: &str) -> Vec<Record> {
    text.lines().filter_map(record).collect()
}

fn record(line: &str) -> Option<Record> {
    let mut fields = line.split('\t');
    if fields.next()? != VERSION {
        return None;
    }
    let mut next = || fields.next().map(str::to_owned);
    let record = Record {
        when: next()?,
        set: next()?,
        team: next()?,
        points: next()?.parse().ok()?,
        best: next()?.parse().ok()?,
        marks: next()?.chars().map(Outcome::of).collect::<Option<_>>()?,
    };
    fields.next().is_none().then_some(record)
}

/// The records as CSV (RFC 4180) with a byte order mark, since Excel asks for one: a line a team, a
/// column a question.
#[must_use]
pub fn csv(lang: Lang, records: &[Record], alone: &str) -> String {
    let most = records.iter().map(|r| r.marks.len()).max().unwrap_or(0);
    let head: [&str; 7] = match lang {
        Lang::Zh => ["时间", "题号", "队伍", "得分", "答对", "答错", "最长连对"],
        Lang::En => ["when", "set", "team", "points", "right", "wrong", "longest run"],
    };
    let mut rows = vec![head.iter().map(|h| (*h).to_owned()).collect::<Vec<_>>()];
    let number = |n: usize| match lang {
        Lang::Zh => ["第 ", &n.to_string(), " 题"].concat(),
        Lang::En => ["question ", &n.to_string()].concat(),
    };
    rows[0].extend((1..=most).map(number));
    for r in records {
        let team = if r.team.is_empty() { alone } else { &r.team };
        let mut row = vec![r.when.clone(), r.set.clone(), team.to_owned(), r.points.to_string()];
        row.push(r.count(Outcome::Right).to_string());
        row.push(r.count(Outcome::Wrong).to_string());
        row.push(r.best.to_string());
        row.extend((0..most).map(|i| match (r.marks.get(i), lang) {
            (Some(Outcome::Right), Lang::Zh) => "对".to_owned(),
            (Some(Outcome::Wrong), Lang::Zh) => "错".to_owned(),
            (Some(Outcome::Right), Lang::En) => "right".to_owned(),
            (Some(Outcome::Wrong), Lang::En) => "wrong".to_owned(),
            (Some(Outcome::None) | None, _) => String::new(),
        }));
        rows.push(row);
    }
    let lines = rows.iter().map(|row| {
        let cells: Vec<String> = row.iter().map(|c| quote(c)).collect();
        [cells.join(",").as_str(), "\r\n"].concat()
    });
    ["\u{FEFF}".to_owned()].into_iter().chain(lines).collect()
}

fn quote(cell: &str) -> String {
    // A spreadsheet runs what begins like a formula.
    let formula = cell.starts_with(['=', '+', '-', '@']);
    let guarded = if formula { ["'", cell].concat() } else { cell.to_owned() };
    if guarded.contains([',', '"', '\n', '\r']) {
        ["\"", &guarded.replace('"', "\"\""), "\""].concat()
    } else {
        guarded
    }
}

#[cfg(test)]
mod tests {
    use super::super::Setup;
    use super::*;
    use proptest::prelude::*;

    fn played() -> Vec<Record> {
        let setup = Setup { teams: 2, ..Setup::default() };
        let mut game = Game::new(vec![(0, 4), (1, 4)], &setup).expect("questions");
        game.buzz(1);
        game.answer(0);
        game.next();
        game.buzz(0);
        game.answer(3);
        game.reveal();
        game.next();
        let names = ["甲,\t队".to_owned(), "=乙".to_owned()];
        Record::of(&game, "2026-11-24 10:30", "k7~5", &names)
    }

    #[test]
    fn a_game_becomes_a_line_a_team_the_winner_first() {
        let records = played();
        assert_eq!(
            write_records(&records),
            "1\t2026-11-24 10:30\tk7~5\t=乙\t10\t1\ty-\n1\t2026-11-24 10:30\tk7~5\t甲, 队\t0\t0\t-n\n"
        );
        assert_eq!(parse_records(&write_records(&records)), records);
    }

    #[test]
    fn spreadsheets_get_a_column_a_question() {
        assert_eq!(
            csv(Lang::Zh, &played(), "答题人"),
            "\u{FEFF}时间,题号,队伍,得分,答对,答错,最长连对,第 1 题,第 2 题\r\n\
             2026-11-24 10:30,k7~5,'=乙,10,1,0,1,对,\r\n\
             2026-11-24 10:30,k7~5,\"甲, 队\",0,0,1,0,,错\r\n"
        );
        assert!(csv(Lang::En, &[], "player").ends_with("longest run\r\n"));
    }

    #[test]
    fn old_games_make_room() {
        let mut all = Vec::new();
        for i in 0..MOST_GAMES + 3 {
            let when = format!("{i}");
            all.extend(played().into_iter().map(|r| Record { when: when.clone(), ..r }));
        }
        let kept = parse_records(&write_records(&all));
        assert_eq!(kept.len(), 2 * MOST_GAMES);
        assert_eq!(kept[0].when, "3");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "(1\t|y|n|-|\t|\n|[0-9]){0,40}") {
            let _ = parse_records(&text);
        }
    }
}
