package cevns.drivers.sis3316;

import cevns.daq.config.ConfigTree;
import cevns.daq.record.TriggerKind;
import cevns.drivers.device.RecordedFile;
import cevns.drivers.device.SourceSinks;
import cevns.drivers.file.FileBytes;
import cevns.drivers.file.SequentialFormat;
import cevns.drivers.file.UnreadableFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Files that llamaDAQ wrote of SIS3316 boards. */
public final class Sis3316Format implements SequentialFormat {

    static final String NAME = "llamaDAQ SIS3316";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String family() {
        return Sis3316Family.NAME;
    }

    @Override
    public boolean recognises(ByteBuffer head, long size) {
        return head.remaining() >= Integer.BYTES && head.getInt(0) == LlamaHeader.MAGIC;
    }

    @Override
    public RecordedFile open(FileBytes bytes, ConfigTree device, SourceSinks sinks)
            throws IOException {
        TriggerKind kind = triggerKind(device);
        if (!bytes.need(LlamaHeader.FIXED)) {
            return new UnreadableFile(NAME, bytes, "the file ends in its header");
        }
        if (!LlamaHeader.plausible(bytes.buffer(), bytes.at())) {
            int magic = bytes.buffer().getInt(bytes.at());
            return new UnreadableFile(
                    NAME,
                    bytes,
                    "header 0x%08X… where 0x%08X, configurations of %d bytes and 1…%d channels must be"
                            .formatted(
                                    magic,
                                    LlamaHeader.MAGIC,
                                    LlamaChannel.BYTES,
                                    LlamaHeader.MOST_CHANNELS));
        }
        int length = LlamaHeader.length(bytes.buffer(), bytes.at());
        if (!bytes.need(length)) {
            return new UnreadableFile(
                    NAME, bytes, "the file ends in its header of %d bytes".formatted(length));
        }
        LlamaHeader header = LlamaHeader.read(bytes.buffer(), bytes.at());
        bytes.skip(length);
        return new LlamaFile(bytes, header, kind, sinks);
    }

    /** What triggered: no file says it. */
    static TriggerKind triggerKind(ConfigTree device) {
        return device.choice("trigger_kind", TriggerKind.class, TriggerKind.SELF);
    }
}
