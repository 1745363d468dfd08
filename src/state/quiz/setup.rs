//! Who plays, and how long a question may take.

use super::game::MOST_TEAMS;

/// Seconds a question may take; 0 for no limit.
pub const TIMES: [u16; 5] = [0, 15, 20, 30, 60];

/// What is chosen before a game. It is not part of the link: the same set may be played in many ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// Teams at one screen, 2 to 6; 1 for a single player.
    pub teams: usize,
    /// Names given to teams; empty where none was given.
    pub names: [String; MOST_TEAMS],
    /// Seconds a question; 0 for no limit.
    pub seconds: u16,
    /// Rounds the set is played in, 1 to 4.
    pub rounds: usize,
}

impl Default for Setup {
    fn default() -> Self {
        Self { teams: 1, names: <[String; MOST_TEAMS]>::default(), seconds: 0, rounds: 1 }
    }
}

impl Setup {
    /// Sets the number of teams. A contest usually runs against the clock, practice does not.
    pub fn set_teams(&mut self, teams: usize) {
        let teams = teams.clamp(1, MOST_TEAMS);
        if (self.teams == 1) != (teams == 1) {
            self.seconds = if teams == 1 { 0 } else { 20 };
            self.rounds = 1;
        }
        self.teams = teams;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contest_has_a_clock_until_it_is_switched_off() {
        let mut setup = Setup::default();
        assert_eq!(setup.seconds, 0);
        setup.set_teams(4);
        assert_eq!((setup.teams, setup.seconds), (4, 20));
        setup.seconds = 0;
        setup.set_teams(9);
        assert_eq!((setup.teams, setup.seconds), (6, 0));
        setup.set_teams(0);
        assert_eq!((setup.teams, setup.seconds), (1, 0));
    }
}
