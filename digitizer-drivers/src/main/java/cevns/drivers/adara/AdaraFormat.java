package cevns.drivers.adara;

import static cevns.drivers.adara.AdaraFrame.FORMAT;
import static cevns.drivers.adara.AdaraFrame.HEADER_BYTES;
import static cevns.drivers.adara.AdaraFrame.LENGTH;
import static cevns.drivers.adara.AdaraFrame.SECONDS;

import cevns.daq.config.ConfigTree;
import cevns.drivers.device.RecordedFile;
import cevns.drivers.device.SourceSinks;
import cevns.drivers.file.FileBytes;
import cevns.drivers.file.SequentialFormat;
import java.nio.ByteBuffer;

/** Packets of the SNS stream one after another, as its service writes them. */
public final class AdaraFormat implements SequentialFormat {

    static final String NAME = "SNS ADARA packets";

    /** Headers in the head that are looked at. */
    private static final int LOOKED_AT = 4;

    /** 2000-01-01: no packet is older [EPICS s]. */
    private static final long FIRST_PACKET_S = 315_532_800;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String family() {
        return AdaraFamily.NAME;
    }

    /** The first packets are such as there can be, or a damaged begin has a mark to start from. */
    @Override
    public boolean recognises(ByteBuffer head, long size) {
        if (head.remaining() < HEADER_BYTES) {
            return false;
        }
        return startsWithPackets(head, size) || hasMark(head);
    }

    private static boolean startsWithPackets(ByteBuffer head, long size) {
        long at = 0;
        for (int i = 0; i < LOOKED_AT && at + HEADER_BYTES <= head.limit(); i++) {
            int header = (int) at;
            long payload = head.getInt(header + LENGTH) & 0xFFFFFFFFL;
            int format = head.getInt(header + FORMAT);
            AdaraType type = AdaraType.ofFormat(format);
            long seconds = head.getInt(header + SECONDS) & 0xFFFFFFFFL;
            boolean possible =
                    type != null
                            && (format & 0xFF) <= type.version
                            && AdaraDecoder.wrongLength(payload, format).isEmpty()
                            && type.allows(format & 0xFF, (int) payload)
                            && seconds >= FIRST_PACKET_S;
            boolean cutFirst = i == 0 && at + HEADER_BYTES + payload > size;
            if (!possible || cutFirst) {
                return false;
            }
            at += HEADER_BYTES + payload;
        }
        return true;
    }

    private static boolean hasMark(ByteBuffer head) {
        for (int at = 0; at + AdaraFrame.MARK_BYTES <= head.limit(); at++) {
            if (AdaraFrame.isMark(head, at)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public RecordedFile open(FileBytes bytes, ConfigTree device, SourceSinks sinks) {
        return new AdaraFile(bytes, AdaraOptions.ofFile(device), sinks);
    }
}
