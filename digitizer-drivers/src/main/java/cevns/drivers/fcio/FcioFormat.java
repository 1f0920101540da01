package cevns.drivers.fcio;

import cevns.daq.config.ConfigTree;
import cevns.drivers.device.RecordedFile;
import cevns.drivers.device.SourceSinks;
import cevns.drivers.file.FileBytes;
import cevns.drivers.file.SequentialFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * FCIO files: known by the protocol word and name at their beginning. One source, key {@code 0}.
 */
public final class FcioFormat implements SequentialFormat {

    static final String NAME = "FlashCam FCIO";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String family() {
        return FcioFamily.NAME;
    }

    @Override
    public boolean recognises(ByteBuffer head, long size) {
        byte[] name = FcioFrame.PROTOCOL.getBytes(StandardCharsets.US_ASCII);
        if (head.remaining() < FcioFrame.WORD + name.length) {
            return false;
        }
        int word = head.getInt(head.position());
        byte[] found = new byte[name.length];
        head.get(head.position() + FcioFrame.WORD, found);
        boolean tag =
                word == FcioFrame.PROTOCOL_WORD
                        || Integer.reverseBytes(word) == FcioFrame.PROTOCOL_WORD;
        return tag && Arrays.equals(name, found);
    }

    @Override
    public RecordedFile open(FileBytes bytes, ConfigTree device, SourceSinks sinks) {
        return new FcioFile(bytes, FcioOptions.read(device), sinks.source(FcioFile.KEY));
    }
}
