//! Signals: the first Ctrl-C asks to stop, the second stops; a full file is an error, not the end.

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What the exit status of a program that a signal stopped begins from, as shells count.
const STOPPED: u8 = 128;

/// A file that may not grow any further is an error of the write that met the limit, as a full disk
/// is; without this the system ends the program without a word.
///
/// # Errors
/// What the system says.
pub fn survive_file_limits() -> io::Result<()> {
    #[cfg(unix)]
    flag::register(signal_hook::consts::SIGXFSZ, Arc::default())?;
    Ok(())
}

/// Whether somebody asked the program to stop.
#[derive(Clone, Debug, Default)]
pub struct Stop {
    signal: Arc<AtomicUsize>,
}

impl Stop {
    /// From now on the first SIGINT (Ctrl-C) or SIGTERM is only noted; a second one ends the program
    /// where it is.
    ///
    /// # Errors
    /// What the system says.
    pub fn watch() -> io::Result<Self> {
        let stop = Self::default();
        let again = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM] {
            let number = usize::try_from(signal).unwrap_or_default();
            // In this order: the second signal finds what the first one left.
            flag::register_conditional_shutdown(
                signal,
                i32::from(STOPPED) + signal,
                Arc::clone(&again),
            )?;
            flag::register(signal, Arc::clone(&again))?;
            flag::register_usize(signal, Arc::clone(&stop.signal), number)?;
        }
        Ok(stop)
    }

    /// The exit status for having been asked to stop, if anybody has.
    pub fn asked(&self) -> Option<u8> {
        let signal = u8::try_from(self.signal.load(Ordering::SeqCst)).ok()?;
        (signal > 0).then(|| STOPPED.saturating_add(signal))
    }
}
