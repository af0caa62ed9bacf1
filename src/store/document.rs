//! One document's rows: the text, its parts, and everything it says.

mod relation;

use crate::base::hash::sha256_hex;
use crate::base::number::Value;
use crate::base::span::Span;
use crate::link::reading::{Base, Figure, Reading};
use crate::recognise::mention::FigureMention;
use crate::store::bounds::{bounds, exact};
use crate::store::code_points::{CodePoints, to_sql};
use crate::store::vocabulary::{Vocabulary, insert};
use rusqlite::{Connection, params};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Why a document cannot be stored.
#[derive(Debug)]
pub enum Refusal {
    /// The reading contradicts itself: a span outside its text, a sentence that is not there.
    Defect(String),
    /// What `SQLite` says.
    Database(rusqlite::Error),
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

type Stored<T> = Result<T, Refusal>;

/// Writes the rows of one document.
pub struct Rows<'a> {
    conn: &'a Connection,
    vocabulary: &'a mut Vocabulary,
    reading: &'a Reading,
    text_sha256: &'a str,
    points: CodePoints<'a>,
    document: i64,
    sentences: Vec<i64>,
}

/// A mention's place: row ids and span as SQL takes them.
struct Spot<'a> {
    sentence: i64,
    start: i64,
    end: i64,
    quote: &'a str,
}

impl<'a> Rows<'a> {
    /// Writes the document itself and everything that hangs on it; answers its id.
    ///
    /// # Errors
    /// A [`Refusal`]; the caller rolls back what was written.
    pub fn write(
        conn: &'a Connection,
        vocabulary: &'a mut Vocabulary,
        reading: &'a Reading,
        text_sha256: &'a str,
        run: i64,
    ) -> Stored<i64> {
        // SQL's substr ends at a NUL, so no span behind it could be proved.
        if reading.article.text.contains('\0') {
            return Err(Refusal::Defect("its text holds a NUL character".to_owned()));
        }
        let document = document(conn, vocabulary, reading, text_sha256, run)?;
        let mut rows = Self::of(conn, vocabulary, reading, text_sha256, document);
        let blocks = rows.blocks()?;
        rows.findings(&blocks)?;
        rows.notices()?;
        Ok(document)
    }

    /// Writes what is read in a document that is there: its sentences and all they say. Text, blocks and
    /// notices of the document stay; what was read before must be gone.
    ///
    /// # Errors
    /// A [`Refusal`]; the caller rolls back what was written.
    pub fn write_again(
        conn: &'a Connection,
        vocabulary: &'a mut Vocabulary,
        reading: &'a Reading,
        text_sha256: &'a str,
        document: i64,
    ) -> Stored<()> {
        let blocks = conn
            .prepare_cached("SELECT id FROM block WHERE document_id = ?1 ORDER BY ord")?
            .query_map([document], |r| r.get(0))?
            .collect::<rusqlite::Result<Vec<i64>>>()?;
        Self::of(conn, vocabulary, reading, text_sha256, document).findings(&blocks)
    }

    fn of(
        conn: &'a Connection,
        vocabulary: &'a mut Vocabulary,
        reading: &'a Reading,
        text_sha256: &'a str,
        document: i64,
    ) -> Self {
        Self {
            conn,
            vocabulary,
            reading,
            text_sha256,
            points: CodePoints::of(&reading.article.text),
            document,
            sentences: Vec::with_capacity(reading.sentences.len()),
        }
    }

    /// Everything that rules find.
    fn findings(&mut self, blocks: &[i64]) -> Stored<()> {
        self.sentences(blocks)?;
        self.dates()?;
        self.regions()?;
        self.projects()?;
        let figures = self.figures()?;
        self.meanings(&figures)?;
        self.rejections()?;
        self.extraction()
    }

    fn text(&self) -> &'a str {
        &self.reading.article.text
    }

    fn quote(&self, span: Span) -> Stored<&'a str> {
        let quote = span.of(self.text());
        if quote.is_empty() {
            let (start, end) = (span.start, span.end);
            return Err(Refusal::Defect(format!(
                "bytes {start} to {end} are no stretch of its text"
            )));
        }
        Ok(quote)
    }

    fn spot(&self, span: Span, sentence: usize) -> Stored<Spot<'a>> {
        let missing = || Refusal::Defect(format!("it has no sentence {sentence}"));
        let id = *self.sentences.get(sentence).ok_or_else(missing)?;
        let (start, end) = self.points.span(span);
        Ok(Spot {
            sentence: id,
            start,
            end,
            quote: self.quote(span)?,
        })
    }

    fn blocks(&self) -> Stored<Vec<i64>> {
        let mut blocks = Vec::with_capacity(self.reading.article.blocks.len());
        for (ord, block) in self.reading.article.blocks.iter().enumerate() {
            let (start, end) = self.points.span(block.span);
            blocks.push(insert(
                self.conn,
                "INSERT INTO block (document_id, ord, kind, start_char, end_char) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![self.document, to_sql(ord), block.kind.as_str(), start, end],
            )?);
        }
        Ok(blocks)
    }

    fn sentences(&mut self, blocks: &[i64]) -> Stored<()> {
        for (ord, (span, block)) in self.reading.sentences.iter().enumerate() {
            let missing = || Refusal::Defect(format!("it has no block {block}"));
            let block = *blocks.get(*block).ok_or_else(missing)?;
            let (start, end) = self.points.span(*span);
            let quote = self.quote(*span)?;
            let id = insert(
                self.conn,
                "INSERT INTO sentence (document_id, block_id, ord, start_char, end_char, text) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![self.document, block, to_sql(ord), start, end, quote],
            )?;
            insert(
                self.conn,
                "INSERT INTO sentence_fts (rowid, text) VALUES (?1, ?2)",
                params![id, quote],
            )?;
            self.sentences.push(id);
        }
        Ok(())
    }

    fn dates(&mut self) -> Stored<()> {
        for date in &self.reading.dates {
            let spot = self.spot(date.span, date.sentence)?;
            let period = match &date.edtf {
                Some(edtf) => Some(self.vocabulary.period(self.conn, edtf)?),
                None => None,
            };
            let rule = self.vocabulary.rule(self.conn, date.rule)?;
            insert(
                self.conn,
                "INSERT INTO date_mention (document_id, sentence_id, start_char, end_char, quote, period_id, \
                 timex_type, timex_value, rule_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                params![
                    self.document,
                    spot.sentence,
                    spot.start,
                    spot.end,
                    spot.quote,
                    period,
                    date.timex_type.as_str(),
                    date.timex_value,
                    rule,
                ],
            )?;
        }
        Ok(())
    }

    fn regions(&mut self) -> Stored<()> {
        for region in &self.reading.regions {
            let spot = self.spot(region.span, region.sentence)?;
            let id = self.vocabulary.region(self.conn, &region.place)?;
            let rule = self.vocabulary.rule(self.conn, region.rule)?;
            insert(
                self.conn,
                "INSERT INTO region_mention (document_id, sentence_id, start_char, end_char, quote, region_id, \
                 rule_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    self.document,
                    spot.sentence,
                    spot.start,
                    spot.end,
                    spot.quote,
                    id,
                    rule
                ],
            )?;
            self.conn
                .prepare_cached(
                    "INSERT OR IGNORE INTO region_alias (region_id, name) VALUES (?1, ?2)",
                )?
                .execute(params![id, spot.quote])?;
        }
        Ok(())
    }

    fn projects(&mut self) -> Stored<()> {
        for project in &self.reading.projects {
            let spot = self.spot(project.span, project.sentence)?;
            let kind = Some(project.kind.as_str());
            let id = self.vocabulary.project(self.conn, &project.name, kind)?;
            let rule = self.vocabulary.rule(self.conn, project.rule)?;
            insert(
                self.conn,
                "INSERT INTO project_mention (document_id, sentence_id, start_char, end_char, quote, project_id, \
                 rule_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    self.document,
                    spot.sentence,
                    spot.start,
                    spot.end,
                    spot.quote,
                    id,
                    rule
                ],
            )?;
            self.conn
                .prepare_cached(
                    "INSERT OR IGNORE INTO project_alias (project_id, name) VALUES (?1, ?2)",
                )?
                .execute(params![id, spot.quote])?;
        }
        Ok(())
    }

    fn figures(&mut self) -> Stored<Vec<i64>> {
        let mut uids = BTreeSet::new();
        let mut ids = Vec::with_capacity(self.reading.figures.len());
        for figure in &self.reading.figures {
            let spot = self.spot(figure.mention.span, figure.mention.sentence)?;
            let uid = self.uid(&spot, &mut uids);
            let id = self.figure(figure, &spot, &uid)?;
            self.links(figure, id)?;
            ids.push(id);
        }
        for (figure, id) in self.reading.figures.iter().zip(&ids) {
            let Some(other) = figure.mention.equivalent_to else {
                continue;
            };
            let missing = || Refusal::Defect(format!("it has no figure {other}"));
            let other = ids.get(other).ok_or_else(missing)?;
            self.conn
                .prepare_cached("UPDATE figure SET equivalent_to_id = ?2 WHERE id = ?1")?
                .execute([id, other])?;
        }
        Ok(ids)
    }

    /// Which rules the rows come from.
    fn extraction(&self) -> Stored<()> {
        let sql = "INSERT OR REPLACE INTO extraction (document_id, rules) VALUES (?1, ?2)";
        let mut insert = self.conn.prepare_cached(sql)?;
        insert.execute(params![self.document, self.vocabulary.extractor()])?;
        Ok(())
    }

    /// 16 digits of a hash over the text and the place in it; what rules make of the place and the
    /// ids of rows play no part.
    fn uid(&self, spot: &Spot<'_>, taken: &mut BTreeSet<String>) -> String {
        let mut key = format!("{}\n{}\n{}", self.text_sha256, spot.start, spot.end);
        loop {
            let uid: String = sha256_hex(key.as_bytes()).chars().take(16).collect();
            if taken.insert(uid.clone()) {
                return uid;
            }
            key.push('\n');
        }
    }

    fn figure(&mut self, figure: &Figure, spot: &Spot<'_>, uid: &str) -> Stored<i64> {
        let mention = &figure.mention;
        let half = rounding(mention);
        let real = bounds(mention.value, mention.comparator, half);
        let (value, low, high) = match mention.value {
            Value::Exact(n) => (Some(exact(n)), None, None),
            Value::Range(l, h) => (None, Some(exact(l)), Some(exact(h))),
        };
        let (base, relative) = match &figure.base_period {
            Some(Base::Period(edtf)) => (Some(self.vocabulary.period(self.conn, edtf)?), None),
            Some(other) => (None, Some(other.as_str())),
            None => (None, None),
        };
        let period = match &figure.period {
            Some(edtf) => Some(self.vocabulary.period(self.conn, edtf)?),
            None => None,
        };
        let speaker = match &figure.attributed_to {
            Some(name) => Some(self.vocabulary.speaker(self.conn, name)?),
            None => None,
        };
        let unit = self.vocabulary.unit(self.conn, &mention.unit)?;
        let indicator = self.indicator(figure)?;
        let rule = self.vocabulary.rule(self.conn, mention.rule)?;
        Ok(insert(
            self.conn,
            "INSERT INTO figure (uid, document_id, sentence_id, start_char, end_char, quote, value_exact, \
             low_exact, high_exact, half_place, comparator, unit_id, counted, value, low, high, role, modality, \
             indicator_id, indicator_text, period_id, base_period_id, base_relative, speaker_id, rule_id) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, \
             ?20, ?21, ?22, ?23, ?24, ?25)",
            params![
                uid,
                self.document,
                spot.sentence,
                spot.start,
                spot.end,
                spot.quote,
                value,
                low,
                high,
                half.map(|h| h.normalize().to_string()),
                mention.comparator.as_str(),
                unit,
                mention.counted.map(|s| s.of(self.text())),
                real.value,
                real.low,
                real.high,
                figure.role.as_str(),
                figure.modality.as_str(),
                indicator,
                figure.indicator,
                period,
                base,
                relative,
                speaker,
                rule,
            ],
        )?)
    }

    fn indicator(&mut self, figure: &Figure) -> rusqlite::Result<Option<i64>> {
        match (&figure.measure, &figure.indicator) {
            (Some(name), _) => self.vocabulary.indicator(self.conn, name, true).map(Some),
            (None, Some(name)) => self.vocabulary.indicator(self.conn, name, false).map(Some),
            (None, None) => Ok(None),
        }
    }

    fn links(&mut self, figure: &Figure, id: i64) -> Stored<()> {
        for (ord, place) in figure.regions.iter().enumerate() {
            let region = self.vocabulary.region(self.conn, place)?;
            let sql = "INSERT INTO figure_region (figure_id, ord, region_id) VALUES (?1, ?2, ?3)";
            insert(self.conn, sql, params![id, to_sql(ord), region])?;
        }
        for (ord, name) in figure.projects.iter().enumerate() {
            let project = self.vocabulary.project(self.conn, name, None)?;
            let sql = "INSERT INTO figure_project (figure_id, ord, project_id) VALUES (?1, ?2, ?3)";
            insert(self.conn, sql, params![id, to_sql(ord), project])?;
        }
        for (ord, reason) in figure.why.iter().enumerate() {
            let rule = self.vocabulary.rule(self.conn, *reason)?;
            let sql = "INSERT INTO figure_reason (figure_id, ord, rule_id) VALUES (?1, ?2, ?3)";
            insert(self.conn, sql, params![id, to_sql(ord), rule])?;
        }
        Ok(())
    }

    fn rejections(&self) -> Stored<()> {
        for rejection in &self.reading.rejections {
            let (start, end) = self.points.span(rejection.span);
            insert(
                self.conn,
                "INSERT INTO rejection (document_id, start_char, end_char, quote, reason) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![
                    self.document,
                    start,
                    end,
                    self.quote(rejection.span)?,
                    rejection.reason
                ],
            )?;
        }
        Ok(())
    }

    fn notices(&self) -> Stored<()> {
        for notice in &self.reading.notices {
            let span = notice.span.map(|s| self.points.span(s));
            insert(
                self.conn,
                "INSERT INTO notice (document_id, code, message, start_char, end_char) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![
                    self.document,
                    notice.code,
                    notice.message,
                    span.map(|s| s.0),
                    span.map(|s| s.1)
                ],
            )?;
        }
        Ok(())
    }
}

/// What rounding may hide; nothing in whole things counted one by one ("5 cities").
pub(super) fn rounding(mention: &FigureMention) -> Option<Decimal> {
    let one_by_one = |half: &Decimal| mention.unit == "count" && *half == Decimal::new(5, 1);
    mention.half_place.filter(|half| !one_by_one(half))
}

fn document(
    conn: &Connection,
    vocabulary: &mut Vocabulary,
    reading: &Reading,
    text_sha256: &str,
    run: i64,
) -> rusqlite::Result<i64> {
    let article = &reading.article;
    let publisher = match &article.publisher {
        Some(name) => Some(vocabulary.publisher(conn, name)?),
        None => None,
    };
    insert(
        conn,
        "INSERT INTO document (text_sha256, title, author, publisher_id, url, language, published, run_id, text) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            text_sha256,
            article.title,
            article.author,
            publisher,
            article.url,
            article.language,
            article.published.map(|d| d.to_string()),
            run,
            article.text,
        ],
    )
}
