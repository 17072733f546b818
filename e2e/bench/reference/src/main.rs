//! The comparison that Rollcall is measured against: recorded sessions beside engine entries, where
//! each recorded session is searched for in the engine's list from its beginning.
//!
//! Arguments: a file and a number of rounds. Lines of the file: `R id ended task issue` for a recorded
//! session (ended: 0 or 1), `E id alive` for an engine entry (alive: 0 or 1), separated by tabs.
//! Prints the nanoseconds of each round, then how often each outcome came up.
use std::collections::{HashMap, HashSet};
use std::time::Instant;

#[derive(Clone)]
struct Recorded {
    id: String,
    is_ended: bool,
    task: String,
    issue: String,
}

struct Entry {
    id: String,
    is_alive: bool,
}

#[allow(dead_code)]
enum Action {
    InSync { id: String },
    MarkCrashed { id: String, task: String, issue: String },
    Orphaned { id: String },
}

#[derive(Default)]
struct Outcome {
    actions: Vec<Action>,
    in_sync: usize,
    crashed: usize,
    orphaned: usize,
}

fn compare(recorded: Vec<Recorded>, entries: &[Entry]) -> Outcome {
    let mut outcome = Outcome::default();
    let active: HashMap<String, Recorded> = recorded
        .into_iter()
        .filter(|one| !one.is_ended)
        .map(|one| (one.id.clone(), one))
        .collect();
    let _ids: HashSet<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
    for (id, one) in &active {
        match entries.iter().find(|entry| entry.id == *id) {
            Some(entry) if entry.is_alive => {
                outcome.actions.push(Action::InSync { id: id.clone() });
                outcome.in_sync += 1;
            }
            _ => {
                outcome.actions.push(Action::MarkCrashed {
                    id: id.clone(),
                    task: one.task.clone(),
                    issue: one.issue.clone(),
                });
                outcome.crashed += 1;
            }
        }
    }
    for entry in entries {
        if !active.contains_key(&entry.id) {
            outcome.actions.push(Action::Orphaned { id: entry.id.clone() });
            outcome.orphaned += 1;
        }
    }
    outcome
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().expect("a file");
    let rounds: usize = arguments.next().expect("rounds").parse().expect("a number");
    let text = std::fs::read_to_string(file).expect("readable");
    let mut recorded = Vec::new();
    let mut entries = Vec::new();
    for line in text.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        match fields[0] {
            "R" => recorded.push(Recorded {
                id: fields[1].into(),
                is_ended: fields[2] == "1",
                task: fields[3].into(),
                issue: fields[4].into(),
            }),
            _ => entries.push(Entry {
                id: fields[1].into(),
                is_alive: fields[2] == "1",
            }),
        }
    }
    for _ in 0..rounds {
        let given = recorded.clone();
        let begun = Instant::now();
        let outcome = compare(given, &entries);
        let took = begun.elapsed().as_nanos();
        println!(
            "{took} {} {} {} {}",
            outcome.in_sync,
            outcome.crashed,
            outcome.orphaned,
            outcome.actions.len()
        );
    }
}
