package cevns.drivers.compass;

import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceInfo.ChannelInfo;
import cevns.daq.record.SourceState;
import cevns.daq.record.TriggerKind;
import cevns.daq.record.WaveformHeader;
import cevns.drivers.device.SourceSinks;
import cevns.drivers.file.ByteWindow;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns CoMPASS records into waveforms; each board is a source, each waveform its own trigger. The
 * counter is the time stamp itself, in ps from the board's zero. Not ordered in time: channels are
 * interleaved as they were read out.
 */
final class CompassDecoder {

    private static final long FS_PER_PS = 1000;

    /** One board. */
    private static final class Board {
        private final RecordSink sink;
        private final List<ChannelInfo> channels = new ArrayList<>();
        private final boolean[] known = new boolean[CompassFrame.LAST_CHANNEL + 1];

        /** Time of the latest record and of the one before, whatever their channel [ns]. */
        private long timeNs;

        private long beforeNs;

        private Board(RecordSink sink) {
            this.sink = sink;
        }
    }

    private final CompassFrame frame;
    private final CompassOptions options;
    private final SourceSinks sinks;
    private final Board[] boards = new Board[CompassFrame.LAST_BOARD + 1];
    private final WaveformHeader header = new WaveformHeader();
    private final ByteWindow extra = new ByteWindow();
    private final ByteWindow samples = new ByteWindow();

    /** Board of the latest record; null before the first. */
    private Board latest;

    CompassDecoder(CompassFrame frame, CompassOptions options, SourceSinks sinks) {
        this.frame = frame;
        this.options = options;
        this.sinks = sinks;
        header.kinds = TriggerKind.SELF.bit();
        header.channelsInTrigger = 1;
        header.sampleWidthPs = options.samplePs();
        header.preTrigger = options.preTriggerSamples();
    }

    /** Time of the latest record [ns from the zero of its board]. */
    long timeNs() {
        return header.timeNs;
    }

    /** The source of the latest record; null before the first. */
    RecordSink sink() {
        return latest == null ? null : latest.sink;
    }

    /**
     * Takes one whole record.
     *
     * @return its source
     */
    RecordSink record(ByteBuffer buffer, int at) {
        Board board = board(buffer, at);
        latest = board;
        header.at(CompassFrame.timePs(buffer, at), 0, FS_PER_PS);
        header.channel = CompassFrame.channel(buffer, at);
        // Counted by the source, not here: a run can have several files of one board.
        header.triggerId = board.sink.counters().unitsRead;
        board.beforeNs = board.timeNs;
        board.timeNs = header.timeNs;
        if ((frame.flags(buffer, at) & CompassFrame.TRIGGERS_LOST) != 0) {
            lost(LossCause.DEVICE, LossView.UNKNOWN_UNITS);
        }
        int head = frame.header();
        board.sink.counters().bytes += frame.length(buffer, at);
        board.sink.waveform(
                header,
                extra.of(buffer, at, head),
                samples.of(buffer, at + head, 2 * frame.samples(buffer, at)));
        return board.sink;
    }

    /** Tells the latest board of a hole in front of its latest record. */
    void lost(LossCause cause, long units) {
        long first = Math.min(latest.beforeNs, latest.timeNs);
        latest.sink.loss(cause, units, first, latest.timeNs);
    }

    /** Tells the latest board of a hole behind its latest record, at the end. */
    void lostAtEnd(LossCause cause, long units) {
        latest.sink.loss(cause, units, latest.timeNs, latest.timeNs);
    }

    /** Writes the last status of each board. */
    void end() {
        for (Board board : boards) {
            if (board != null) {
                board.sink.counters().state = SourceState.DISCONNECTED;
                board.sink.status(board.timeNs);
            }
        }
    }

    private Board board(ByteBuffer buffer, int at) {
        int number = CompassFrame.board(buffer, at);
        int channel = CompassFrame.channel(buffer, at);
        Board board = boards[number];
        if (board == null) {
            board = new Board(sinks.source(Integer.toString(number)));
            board.sink.counters().state = SourceState.READY;
            boards[number] = board;
        }
        if (!board.known[channel]) {
            board.known[channel] = true;
            board.channels.add(new ChannelInfo(channel, number + "/" + channel, ""));
            board.sink.info(info(number, board.channels));
        }
        return board;
    }

    private SourceInfo info(int board, List<ChannelInfo> channels) {
        String settings =
                ("{\"energy\":%b,\"calibratedEnergy\":%b,\"shortEnergy\":%b,\"flagBytes\":%d,"
                                + "\"waveformCode\":%b,\"samplePs\":%d,\"preTriggerSamples\":%d}")
                        .formatted(
                                frame.energy(),
                                frame.calibrated(),
                                frame.shortEnergy(),
                                frame.flagBytes(),
                                frame.code(),
                                options.samplePs(),
                                options.preTriggerSamples());
        return new SourceInfo(
                "board " + board,
                CompassFamily.NAME,
                "",
                "",
                "",
                false,
                0,
                -1,
                FS_PER_PS,
                64,
                channels,
                settings);
    }
}
