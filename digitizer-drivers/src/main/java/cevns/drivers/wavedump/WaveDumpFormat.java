package cevns.drivers.wavedump;

import cevns.daq.config.ConfigTree;
import cevns.drivers.device.RecordedFile;
import cevns.drivers.device.SourceSinks;
import cevns.drivers.file.FileBytes;
import cevns.drivers.file.SequentialFormat;
import cevns.drivers.file.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;

/** CAEN WaveDump, binary with header. */
public final class WaveDumpFormat implements SequentialFormat {

    static final String NAME = "CAEN WaveDump";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String family() {
        return WaveDumpFamily.NAME;
    }

    /** The format has no magic: most of the head must be records that follow one another. */
    @Override
    public boolean recognises(ByteBuffer head, long size) {
        try (FileBytes bytes = FileBytes.of(head)) {
            return 2 * recordBytes(bytes) > bytes.size();
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot fail to be read", e);
        }
    }

    /** Bytes that belong to records, the one included that is cut where the bytes end. */
    private static long recordBytes(FileBytes bytes) throws IOException {
        WaveDumpScout scout = new WaveDumpScout(bytes, WaveDumpLayout.AUTO);
        long total = 0;
        boolean searching = false;
        while (bytes.need(WaveDumpFrame.HEADER)) {
            Verdict verdict = scout.judge(searching);
            searching = verdict == Verdict.DAMAGED;
            if (verdict == Verdict.CUT) {
                return total + bytes.remaining();
            }
            if (verdict == Verdict.WHOLE) {
                int size = WaveDumpFrame.size(bytes.buffer(), bytes.at());
                scout.take();
                bytes.skip(size);
                total += size;
            } else {
                bytes.skip(1);
            }
        }
        return total;
    }

    @Override
    public RecordedFile open(FileBytes bytes, ConfigTree device, SourceSinks sinks) {
        return new WaveDumpFile(bytes, WaveDumpOptions.read(device), sinks);
    }
}
