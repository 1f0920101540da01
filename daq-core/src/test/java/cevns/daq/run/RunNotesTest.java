package cevns.daq.run;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunNotesTest {

    @TempDir Path data;

    private RunDirectory run;

    @BeforeEach
    void makeARun() {
        run = RunDirectory.next(data);
    }

    @Test
    void hasNoNotesWhereNobodyWroteAny() throws IOException {
        assertThat(RunNotes.all(run)).isEmpty();
        assertThat(RunNotes.qualityFlag(run)).isNull();
    }

    @Test
    void keepsWhatWasWrittenInItsOrder() throws IOException {
        Note bad = Note.bad(1_795_168_800_000_000_001L, "mara", "no \"target\"\nat all");
        Note comment = new Note(Long.MAX_VALUE, "ilse", "comment", "nice run");
        RunNotes.add(run, bad);
        RunNotes.add(run, comment);
        assertThat(RunNotes.all(run)).containsExactly(bad, comment);
        assertThat(Files.readAllLines(run.notes())).hasSize(2);
    }

    @Test
    void isFlaggedByTheLastNoteOnItsQuality() throws IOException {
        RunNotes.add(run, Note.bad(1, "mara", "first"));
        RunNotes.add(run, new Note(2, "mara", "comment", "good: as a comment"));
        assertThat(RunNotes.qualityFlag(run)).isEqualTo("bad: first");
        RunNotes.add(run, Note.good(3, "mara", "it was there"));
        assertThat(RunNotes.qualityFlag(run)).isNull();
        RunNotes.add(run, Note.bad(4, "mara", "second"));
        assertThat(RunNotes.qualityFlag(run)).isEqualTo("bad: second");
    }

    @Test
    void passesOverALineThatWasCutAndWritesTheNextOnItsOwn() throws IOException {
        RunNotes.add(run, Note.bad(1, "mara", "first"));
        Files.writeString(run.notes(), "{\"timeNs\":2,\"who\":\"ma", StandardOpenOption.APPEND);
        assertThat(RunNotes.all(run)).hasSize(1);
        RunNotes.add(run, Note.good(3, "mara", "after"));
        assertThat(RunNotes.all(run)).extracting(Note::timeNs).containsExactly(1L, 3L);
        assertThat(Files.readString(run.notes())).contains("\"ma\n{").endsWith("}\n");
    }

    @Test
    void passesOverWhatIsNoNote() throws IOException {
        Files.writeString(
                run.notes(),
                """
                not json
                {"timeNs":1.5,"who":"a","what":"quality","text":"bad: x"}
                {"timeNs":1,"who":"a","what":"quality"}
                {"timeNs":1,"who":"a","what":"quality","text":"bad: x","more":1}
                {"timeNs":1,"who":"a","what":"quality","text":"bad: y"}
                """);
        assertThat(RunNotes.all(run)).hasSize(1);
        assertThat(RunNotes.qualityFlag(run)).isEqualTo("bad: y");
    }
}
