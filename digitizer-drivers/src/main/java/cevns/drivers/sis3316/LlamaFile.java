package cevns.drivers.sis3316;

import static cevns.drivers.sis3316.Sis3316Frame.WORD;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.TriggerKind;
import cevns.drivers.device.SourceSinks;
import cevns.drivers.file.FileBytes;
import cevns.drivers.file.SearchedFile;
import cevns.drivers.file.Verdict;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One llamaDAQ file: hits of the channels that its header names, in any order. */
final class LlamaFile extends SearchedFile {

    /** One channel that the header names. */
    private record Line(LlamaChannel config, Sis3316Channel state, LlamaBoard board) {}

    private final Sis3316Hit hit = new Sis3316Hit();

    /** By channel id of the hits; null where the header has none. */
    private final Line[] lines = new Line[LlamaHeader.MOST_CHANNELS];

    /** By index. */
    private final Map<Integer, LlamaBoard> boards = new TreeMap<>();

    /** Line of the latest hit, or the first one. */
    private Line latest;

    /**
     * @param bytes behind the header
     */
    LlamaFile(FileBytes bytes, LlamaHeader header, TriggerKind kind, SourceSinks sinks) {
        super(Sis3316Format.NAME, bytes, 3 * WORD, WORD);
        Map<Integer, LlamaChannel> channels = new LinkedHashMap<>();
        for (LlamaChannel channel : header.channels()) {
            if (channel.plausible()) {
                channels.putIfAbsent(channel.key(), channel);
            } else {
                problems.add(0, "no channel can be configured as " + channel.json());
            }
        }
        for (LlamaChannel channel : channels.values()) {
            int fadc = channel.fadc();
            LlamaBoard board =
                    boards.computeIfAbsent(
                            fadc,
                            index ->
                                    new LlamaBoard(
                                            sinks.source(Integer.toString(index)),
                                            header.version(),
                                            of(index, channels),
                                            kind));
            lines[channel.key()] = new Line(channel, channel.forDecoder(), board);
            if (latest == null) {
                latest = lines[channel.key()];
                board.sink().counters().bytes += bytes.position();
            }
        }
    }

    @Override
    public long timeNs() {
        return latest == null ? 0 : latest.board().timeNs();
    }

    @Override
    protected Verdict judge(boolean searching) throws IOException {
        int head = (int) Math.min(Sis3316Hit.LONGEST_HEADER, bytes.remaining());
        bytes.need(head);
        Line line = line();
        if (line == null) {
            return Verdict.DAMAGED;
        }
        int length = hit.wrap(bytes.buffer(), bytes.at(), head, line.config().mawWords());
        if (length == Sis3316Hit.BROKEN) {
            return Verdict.DAMAGED;
        }
        if (hit.headerWords() * WORD > head) {
            return Verdict.CUT;
        }
        int expected = line.config().hitWords() * WORD;
        if (length != expected) {
            return Verdict.DAMAGED;
        }
        return length <= bytes.remaining() ? Verdict.WHOLE : Verdict.CUT;
    }

    @Override
    protected String describe() {
        int word = bytes.buffer().getInt(bytes.at());
        Line line = line();
        if (line == null) {
            return "word 0x%08X where a hit of a configured channel must be".formatted(word);
        }
        return "word 0x%08X of channel %d, no hit of %d words behind it"
                .formatted(word, line.config().key(), line.config().hitWords());
    }

    @Override
    protected void take(long skipped) throws IOException {
        latest = line();
        int length = latest.config().hitWords() * WORD;
        bytes.need(length);
        hit.wrap(bytes.buffer(), bytes.at(), length, latest.config().mawWords());
        LlamaBoard board = latest.board();
        board.hit(hit, latest.config(), latest.state());
        board.sink().counters().bytes += skipped + length;
        if (skipped > 0) {
            board.sink().counters().refuse(FrameFault.FRAMING);
            board.sink().loss(LossCause.CORRUPT, hitsIn(skipped), board.beforeNs(), board.timeNs());
        }
        bytes.skip(length);
    }

    @Override
    protected void end(long left, boolean damaged) {
        if (latest != null) {
            LlamaBoard board = latest.board();
            board.sink().counters().bytes += left;
            if (damaged) {
                board.sink().counters().refuse(FrameFault.FRAMING);
                lost(board, LossCause.CORRUPT, LossView.UNKNOWN_UNITS);
            } else if (left > 0) {
                lost(board, LossCause.CUT, 1);
            }
        }
        boards.values().forEach(LlamaBoard::end);
    }

    private static void lost(LlamaBoard board, LossCause cause, long units) {
        board.sink().loss(cause, units, board.timeNs(), board.timeNs());
    }

    private static List<LlamaChannel> of(int fadc, Map<Integer, LlamaChannel> channels) {
        return channels.values().stream().filter(c -> c.fadc() == fadc).toList();
    }

    /** The line of the hit at the next byte, format bits included; null if there is none. */
    private Line line() {
        int word = bytes.buffer().getInt(bytes.at());
        Line line = lines[word >>> 4 & 0xFFF];
        return line != null && line.config().format() == (word & 0xF) ? line : null;
    }

    /** One, when the damage is as long as a hit; else it cannot be known. */
    private long hitsIn(long skipped) {
        for (Line line : lines) {
            if (line != null && skipped == (long) line.config().hitWords() * WORD) {
                return 1;
            }
        }
        return LossView.UNKNOWN_UNITS;
    }
}
