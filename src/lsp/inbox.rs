//! What waits for the state thread: first what the client sent, in its order; then what the disk and the clock tell.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Two lines of messages for one reader.
pub(crate) struct Inbox<T> {
    lines: Mutex<Lines<T>>,
    arrived: Condvar,
}

struct Lines<T> {
    client: VecDeque<T>,
    world: VecDeque<T>,
}

impl<T> Default for Inbox<T> {
    fn default() -> Self {
        Self { lines: Mutex::new(Lines { client: VecDeque::new(), world: VecDeque::new() }), arrived: Condvar::new() }
    }
}

impl<T> Inbox<T> {
    /// Puts a message of the client in line.
    pub(crate) fn send(&self, message: T) {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).client.push_back(message);
        self.arrived.notify_one();
    }

    /// Puts a message of the world in line: it is read when no message of the client waits.
    pub(crate) fn tell(&self, message: T) {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).world.push_back(message);
        self.arrived.notify_one();
    }

    /// The next message if one is there.
    pub(crate) fn try_next(&self) -> Option<T> {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.client.pop_front().or_else(|| lines.world.pop_front())
    }

    /// The next message; none where none came for so long.
    pub(crate) fn next(&self, patience: Duration) -> Option<T> {
        let lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        let is_empty = |lines: &mut Lines<T>| lines.client.is_empty() && lines.world.is_empty();
        let (mut lines, _) = self.arrived.wait_timeout_while(lines, patience, is_empty).unwrap_or_else(PoisonError::into_inner);
        lines.client.pop_front().or_else(|| lines.world.pop_front())
    }
}

#[cfg(test)]
mod tests {
    use super::Inbox;
    use std::time::Duration;

    #[test]
    fn the_client_comes_first_and_each_line_keeps_its_order() {
        let inbox = Inbox::default();
        inbox.tell("disk 1");
        inbox.send("client 1");
        inbox.tell("disk 2");
        inbox.send("client 2");
        let order: Vec<_> = std::iter::from_fn(|| inbox.try_next()).collect();
        assert_eq!(order, ["client 1", "client 2", "disk 1", "disk 2"]);
        assert_eq!(inbox.next(Duration::from_millis(1)), None);
    }
}
