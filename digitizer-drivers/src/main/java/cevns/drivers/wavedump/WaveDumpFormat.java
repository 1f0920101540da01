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

    /** Records in the head that are looked at. */
    private static final int LOOKED_AT = 3;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String family() {
        return WaveDumpFamily.NAME;
    }

    /** The format has no magic: the first records must follow one another as they do. */
    @Override
    public boolean recognises(ByteBuffer head, long size) {
        try (FileBytes bytes = FileBytes.of(head)) {
            WaveDumpScout scout = new WaveDumpScout(bytes, WaveDumpLayout.AUTO);
            int whole = 0;
            while (whole < LOOKED_AT && bytes.need(WaveDumpFrame.HEADER)) {
                Verdict verdict = scout.judge(false);
                if (verdict == Verdict.CUT) {
                    return whole > 0 || reaches(bytes, size, head.remaining());
                }
                if (verdict == Verdict.DAMAGED) {
                    return false;
                }
                scout.take();
                bytes.skip(WaveDumpFrame.size(bytes.buffer(), bytes.at()));
                whole++;
            }
            return whole > 0;
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot fail to be read", e);
        }
    }

    /** True when the first record is longer than the head, but not than the file. */
    private static boolean reaches(FileBytes bytes, long size, int head) {
        int length = WaveDumpFrame.size(bytes.buffer(), bytes.at());
        return length > head && length <= size;
    }

    @Override
    public RecordedFile open(FileBytes bytes, ConfigTree device, SourceSinks sinks) {
        return new WaveDumpFile(bytes, WaveDumpOptions.read(device), sinks);
    }
}
