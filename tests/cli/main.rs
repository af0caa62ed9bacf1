//! The command line, as a person sees it: what each command prints, how it ends, what it leaves.

#[cfg(test)]
mod cat;
#[cfg(test)]
mod check;
#[cfg(test)]
mod cite;
#[cfg(test)]
mod conflicts;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod diff;
#[cfg(test)]
mod export;
#[cfg(test)]
mod extract;
#[cfg(test)]
mod find;
#[cfg(test)]
mod holds;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod ingest;
#[cfg(test)]
mod kill;
#[cfg(test)]
mod mark;
#[cfg(test)]
mod page;
#[cfg(test)]
mod place;
#[cfg(test)]
mod reextract;
#[cfg(test)]
mod report;
#[cfg(test)]
mod series;
#[cfg(test)]
mod status;
#[cfg(test)]
mod stop;
#[cfg(test)]
mod trace;
#[cfg(test)]
mod versions;
#[cfg(test)]
mod while_writing;
