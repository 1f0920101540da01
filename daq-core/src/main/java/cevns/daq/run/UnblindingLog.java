package cevns.daq.run;

import cevns.daq.record.BadText;
import cevns.daq.record.Decision;
import cevns.daq.record.RecordText;
import cevns.daq.record.Unblinding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who decided to open which blinded result: {@code unblinding.jsonl} in a data directory, one
 * {@link Decision} a line, appended for ever. It is the truth of it; the runs begun after it carry
 * a note. A line that is not a decision of a person opens nothing.
 */
public final class UnblindingLog {

    /** Name of the file. */
    public static final String FILE = "unblinding.jsonl";

    private final Path file;

    /** What became of a decision. */
    public enum Outcome {
        /** It is on record; another person has to agree. */
        REQUESTED,
        /** It is on record and was the second: the result is open. */
        OPENED,
        /** Not recorded: the same person has asked before, and nobody else since. */
        SAME_PERSON,
        /** Not recorded: the result is open already. */
        OPEN_ALREADY;

        /** True when the decision is in the log now. */
        public boolean isRecorded() {
            return this == REQUESTED || this == OPENED;
        }
    }

    /** The log of a data directory; there need not be one yet. */
    public UnblindingLog(Path data) {
        file = data.resolve(FILE);
    }

    /** Where it lies. */
    public Path file() {
        return file;
    }

    /**
     * Puts a decision on record, if it is of any use; it is on the disk when this returns.
     *
     * @throws IOException if the disk refuses
     */
    public Outcome decide(Decision decision) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            channel.lock(); // until the channel is closed
            Outcome outcome = outcome(decision);
            if (outcome.isRecorded()) {
                append(channel, RecordText.of(decision) + "\n");
            }
            return outcome;
        }
    }

    private Outcome outcome(Decision decision) throws IOException {
        if (find(decision.analysisHash()).isPresent()) {
            return Outcome.OPEN_ALREADY;
        }
        List<Decision> before = decisions(decision.analysisHash());
        if (before.isEmpty()) {
            return Outcome.REQUESTED;
        }
        return before.get(0).isOfTheSamePersonAs(decision) ? Outcome.SAME_PERSON : Outcome.OPENED;
    }

    private static void append(FileChannel channel, String line) throws IOException {
        long size = channel.size();
        ByteBuffer last = ByteBuffer.allocate(1);
        boolean cut = size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n';
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(cut ? "\n" + line : line);
        channel.position(size);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    /**
     * The decision of two people for an analysis; nothing while it is not made.
     *
     * @throws IOException if the file cannot be read
     */
    public Optional<Unblinding> find(String analysisHash) throws IOException {
        List<Decision> decisions = decisions(analysisHash);
        for (Decision decision : decisions) {
            if (!decision.isOfTheSamePersonAs(decisions.get(0))) {
                return Optional.of(new Unblinding(decisions.get(0), decision));
            }
        }
        return Optional.empty();
    }

    /**
     * The decisions for an analysis, in their order.
     *
     * @throws IOException if the file cannot be read
     */
    public List<Decision> decisions(String analysisHash) throws IOException {
        List<Decision> all = new ArrayList<>();
        if (!Files.exists(file)) {
            return all;
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        for (String line : text.split("\n")) {
            Decision decision = read(line);
            if (decision != null && decision.analysisHash().equals(analysisHash)) {
                all.add(decision);
            }
        }
        return all;
    }

    private static Decision read(String line) {
        try {
            return line.isBlank() ? null : RecordText.decision(line);
        } catch (BadText | IllegalArgumentException e) {
            return null; // cut by a crash, or written by hand: it opens nothing
        }
    }
}
