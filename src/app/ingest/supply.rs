//! The inputs in batches, read ahead by a thread of its own, within bounds.
//!
//! Where a batch ends follows from the inputs alone, so that the same inputs make the same
//! transactions on every machine.

use figtrace::read::{Found, Item};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;

/// Documents in a batch, if nobody says otherwise: one batch is one transaction.
pub const BATCH: u16 = 512;

/// Input bytes of a batch at most, unless one document alone has more.
const BATCH_BYTES: usize = 4 * 1024 * 1024;

/// Input bytes under way at most, from reading to the disk, unless one document alone has more.
const UNDER_WAY: usize = 32 * 1024 * 1024;

/// Inputs that are stored together.
#[derive(Debug, Default)]
pub struct Batch {
    /// In their order.
    pub found: Vec<Item>,
    /// Of all of them.
    pub bytes: usize,
}

/// Starts reading, `most` documents to a batch; the receiver hangs up when it has enough.
pub fn start(
    documents: impl Iterator<Item = Item> + Send + 'static,
    most: usize,
    room: Arc<Room>,
) -> (Receiver<Batch>, JoinHandle<()>) {
    let (send, batches) = sync_channel(1);
    let reader = std::thread::spawn(move || supply(Batches::of(documents, most), &room, &send));
    (batches, reader)
}

fn supply(batches: impl Iterator<Item = Batch>, room: &Room, send: &SyncSender<Batch>) {
    for batch in batches {
        room.take(batch.bytes);
        if send.send(batch).is_err() {
            return;
        }
    }
}

/// Cuts a stream of inputs into batches.
struct Batches<I> {
    documents: I,
    /// Read already, but too long for the batch before.
    next: Option<Item>,
    most: usize,
}

impl<I: Iterator<Item = Item>> Batches<I> {
    fn of(documents: I, most: usize) -> Self {
        Self {
            documents,
            next: None,
            most: most.max(1),
        }
    }
}

impl<I: Iterator<Item = Item>> Iterator for Batches<I> {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        let mut batch = Batch::default();
        while batch.found.len() < self.most {
            let Some(found) = self.next.take().or_else(|| self.documents.next()) else {
                break;
            };
            let bytes = weight(&found);
            if !batch.found.is_empty() && batch.bytes + bytes > BATCH_BYTES {
                self.next = Some(found);
                break;
            }
            batch.bytes += bytes;
            batch.found.push(found);
        }
        (!batch.found.is_empty()).then_some(batch)
    }
}

/// How many bytes are held in memory for it.
fn weight(item: &Item) -> usize {
    match item {
        Ok(Found::Document(raw)) => raw.bytes.len(),
        Ok(Found::Revisit(_) | Found::Skipped(_)) | Err(_) => 0,
    }
}

/// The input bytes that are under way.
#[derive(Debug, Default)]
pub struct Room {
    taken: Mutex<usize>,
    left: Condvar,
}

impl Room {
    /// Waits until there is room for `bytes`; there always is when nothing is under way.
    fn take(&self, bytes: usize) {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |taken: &mut usize| *taken > 0 && *taken + bytes > UNDER_WAY;
        let waited = self.left.wait_while(taken, full);
        *waited.unwrap_or_else(PoisonError::into_inner) += bytes;
    }

    /// `bytes` are on the disk.
    pub fn leave(&self, bytes: usize) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        *taken = taken.saturating_sub(bytes);
        self.left.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use figtrace::read::{Content, Held, RawDocument};
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn document(bytes: usize) -> Found {
        Found::Document(Box::new(RawDocument {
            source: "a".into(),
            place: "a".into(),
            path: None,
            line: None,
            held: Held::default(),
            bytes: vec![b'x'; bytes],
            sha256: String::new(),
            media_type: "text/plain".into(),
            format: "text",
            content: Content::Text(String::new()),
            encoding: "UTF-8",
            url: None,
            title: None,
            author: None,
            publisher: None,
            date: None,
            modified: None,
            notices: Vec::new(),
        }))
    }

    fn shape(sizes: &[usize]) -> Vec<(usize, usize)> {
        let documents = sizes.iter().map(|s| Ok(document(*s)));
        Batches::of(documents, BATCH.into())
            .map(|b| (b.found.len(), b.bytes))
            .collect()
    }

    #[test]
    fn a_batch_ends_by_number_or_by_bytes() {
        assert_eq!(shape(&[]), []);
        assert_eq!(shape(&[1; 1025]), [(512, 512), (512, 512), (1, 1)]);
        let large = BATCH_BYTES - 1;
        assert_eq!(shape(&[1, large, 1]), [(2, BATCH_BYTES), (1, 1)]);
    }

    #[test]
    fn a_document_longer_than_a_batch_is_one_alone() {
        let huge = BATCH_BYTES + 5;
        assert_eq!(shape(&[3, huge, 4, 5]), [(1, 3), (1, huge), (2, 9)]);
    }

    #[test]
    fn what_is_under_way_is_bounded_and_one_huge_document_passes() {
        let room = Arc::new(Room::default());
        let sizes = [3 * BATCH_BYTES; 12].into_iter().chain([UNDER_WAY * 2, 1]);
        let (most, now) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let (batches, reader) = start(sizes.map(|s| Ok(document(s))), 9, Arc::clone(&room));
        for batch in batches {
            let taken = *room.taken.lock().unwrap();
            assert!(taken <= UNDER_WAY || taken == UNDER_WAY * 2, "{taken}");
            most.fetch_max(taken, Ordering::Relaxed);
            now.fetch_add(batch.found.len(), Ordering::Relaxed);
            room.leave(batch.bytes);
        }
        reader.join().unwrap();
        assert_eq!(now.into_inner(), 14);
        assert_eq!(most.into_inner(), UNDER_WAY * 2);
        assert_eq!(*room.taken.lock().unwrap(), 0);
    }
}
