//! The command line: one file per command under `app/`.

mod app;

fn main() -> std::process::ExitCode {
    app::run()
}
