package cevns.daq.run;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.config.InvalidConfig;
import cevns.daq.record.Note;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people write about a run when it is over: {@code notes.jsonl} in its directory, a JSON
 * object a line with the components of a {@link Note}. Lines are added, never changed; a line that
 * was cut or cannot be read is passed over, and said so.
 */
public final class RunNotes {

    private static final Logger LOG = LoggerFactory.getLogger(RunNotes.class);

    private RunNotes() {}

    /**
     * Adds a note.
     *
     * @throws IOException if the disk refuses
     */
    public static void add(RunDirectory run, Note note) throws IOException {
        Map<String, Object> json =
                Map.of(
                        "timeNs", note.timeNs(),
                        "who", note.who(),
                        "what", note.what(),
                        "text", note.text());
        String line = ConfigValueFactory.fromMap(json).render(ConfigRenderOptions.concise());
        try (FileChannel file =
                FileChannel.open(
                        run.notes(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            String before = endsALine(file) ? "" : "\n";
            byte[] bytes = (before + line + "\n").getBytes(StandardCharsets.UTF_8);
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            file.position(file.size());
            while (rest.hasRemaining()) {
                file.write(rest);
            }
            file.force(true);
        }
    }

    private static boolean endsALine(FileChannel file) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return file.size() == 0 || file.read(last, file.size() - 1) == 1 && last.get(0) == '\n';
    }

    /**
     * The notes, oldest first.
     *
     * @throws IOException if the file cannot be read
     */
    public static List<Note> all(RunDirectory run) throws IOException {
        Path file = run.notes();
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Note> notes = new ArrayList<>();
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        int number = 0;
        for (String line : text.split("\n")) {
            number++;
            try {
                notes.add(note(Configs.json(line, "notes.jsonl:" + number)));
            } catch (InvalidConfig e) {
                LOG.warn("run {}: a note is passed over: {}", run.run(), e.getMessage());
            }
        }
        return notes;
    }

    private static Note note(ConfigTree tree) {
        Note note =
                new Note(
                        tree.integer("timeNs", Long.MIN_VALUE, Long.MAX_VALUE),
                        tree.string("who"),
                        tree.string("what"),
                        tree.string("text"));
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        return note;
    }

    /**
     * Why the whole run is not to be counted; null when it is. The last note on its quality says.
     *
     * @throws IOException if the file cannot be read
     */
    public static String qualityFlag(RunDirectory run) throws IOException {
        String flag = null;
        for (Note note : all(run)) {
            if (note.isBad()) {
                flag = note.text();
            } else if (note.isGood()) {
                flag = null;
            }
        }
        return flag;
    }
}
