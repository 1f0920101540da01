package cevns.drivers.adara;

import static cevns.drivers.adara.AdaraFrame.FORMAT;
import static cevns.drivers.adara.AdaraFrame.HEADER_BYTES;
import static cevns.drivers.adara.AdaraFrame.LENGTH;
import static cevns.drivers.adara.AdaraFrame.MARK_BYTES;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.adara.AdaraPacket.Refused;
import cevns.drivers.device.FileReport;
import cevns.drivers.device.SourceSinks;
import cevns.drivers.file.FileBytes;
import cevns.drivers.file.SequentialFile;
import java.io.IOException;

/**
 * A recorded stream, one source. A length that cannot be is damage: reading goes on at the next
 * synchronisation packet, where there is one.
 */
final class AdaraFile extends SequentialFile {

    /** Name of the one source. */
    static final String KEY = "adara";

    private final int maxPacketBytes;
    private final RecordSink sink;
    private final AdaraSource source;
    private long timeNs;

    /** Type of the packet that the end of the file cuts; null where there is none. */
    private AdaraType cutType;

    private boolean endTold;

    AdaraFile(FileBytes bytes, AdaraOptions options, SourceSinks sinks) {
        super(AdaraFormat.NAME, bytes);
        maxPacketBytes = options.maxPacketBytes();
        sink = sinks.source(KEY);
        source = new AdaraSource(KEY, options, sink, WallClock.SYSTEM, Long.MAX_VALUE);
        sink.counters().state = SourceState.RUNNING;
        source.inform();
    }

    @Override
    public long timeNs() {
        return timeNs;
    }

    @Override
    public FileReport report() {
        FileReport report = super.report();
        return new FileReport(
                report.format(),
                report.records(),
                report.trailingBytes(),
                source.counts(),
                "unix",
                report.problems());
    }

    @Override
    protected boolean readRecord() throws IOException {
        while (bytes.need(HEADER_BYTES)) {
            long length = bytes.buffer().getInt(bytes.at() + LENGTH) & 0xFFFFFFFFL;
            int format = bytes.buffer().getInt(bytes.at() + FORMAT);
            String wrong = AdaraDecoder.wrongLength(length, format);
            if (!wrong.isEmpty() || length > bytes.remaining() - HEADER_BYTES) {
                if (!findMark(wrong, AdaraType.ofFormat(format))) {
                    return false;
                }
            } else if (takePacket((int) length, AdaraType.ofFormat(format))) {
                return true;
            }
        }
        return false;
    }

    private boolean takePacket(int length, AdaraType type) throws IOException {
        long offset = bytes.position();
        int kept = type == null ? 0 : type.kept(length);
        AdaraPacket packet;
        if (kept > maxPacketBytes) {
            EpicsTime time = AdaraPackets.time(bytes.buffer(), bytes.at());
            String why = type.label + " of " + length + " bytes, more than is read";
            packet = new Refused(type, time, FrameFault.LENGTH, why);
        } else {
            bytes.need(HEADER_BYTES + kept);
            packet = AdaraPackets.read(bytes.buffer(), bytes.at(), length);
        }
        bytes.skip(HEADER_BYTES + length);
        sink.counters().bytes += HEADER_BYTES + length;
        source.accept(packet);
        if (packet instanceof Refused refused) {
            problems.add(offset, refused.why());
            return false;
        }
        timeNs = packet.time().unixNs();
        return true;
    }

    /**
     * Goes to the next synchronisation packet behind a length that cannot be, or that the file does
     * not hold.
     *
     * @param wrong what is wrong with the length; empty when only the file is too short for it
     * @return false when there is none, and this is the end
     */
    private boolean findMark(String wrong, AdaraType type) throws IOException {
        long offset = bytes.position();
        bytes.skip(1);
        while (bytes.need(MARK_BYTES) && !AdaraFrame.isMark(bytes.buffer(), bytes.at())) {
            bytes.skip(1);
        }
        boolean found = bytes.need(MARK_BYTES);
        endTold = !found;
        if (wrong.isEmpty() && !found) {
            cutType = type;
            problems.add(offset, "the file ends in a packet");
            return false;
        }
        String what = wrong.isEmpty() ? "packet longer than the file" : wrong;
        String then = found ? "; went on at byte " + bytes.position() : "; no mark to go on from";
        problems.add(offset, what + then);
        sink.counters().refuse(FrameFault.FRAMING);
        source.pulses().hole(LossCause.CORRUPT);
        return found;
    }

    @Override
    protected void end(long left) {
        if (!endTold && left > 0) {
            problems.add(bytes.position(), "the file ends in a packet header");
        }
        source.finish(timeNs);
        if (cutType == AdaraType.RTDL) {
            sink.loss(LossCause.CUT, 1, timeNs, timeNs);
        }
        if (!source.alarm().isEmpty()) {
            problems.add(bytes.size(), source.alarm());
        }
        sink.counters().bytes = bytes.size();
        sink.counters().state = SourceState.DISCONNECTED;
        sink.status(timeNs);
    }
}
