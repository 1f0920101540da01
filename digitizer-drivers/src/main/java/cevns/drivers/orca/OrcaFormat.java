package cevns.drivers.orca;

import cevns.daq.config.ConfigTree;
import cevns.drivers.device.RecordedFile;
import cevns.drivers.device.SourceSinks;
import cevns.drivers.file.FileBytes;
import cevns.drivers.file.SequentialFormat;
import java.nio.ByteBuffer;

/**
 * ORCA files, of either byte order, known by the header record at their beginning. Sources: the
 * stream id of FCIO streams ({@code 0x10001}), the listener of older FlashCam records ({@code 1}),
 * crate and card of VME boards ({@code 0/5}).
 */
public final class OrcaFormat implements SequentialFormat {

    @Override
    public String name() {
        return "ORCA";
    }

    @Override
    public String family() {
        return OrcaFamily.NAME;
    }

    @Override
    public boolean recognises(ByteBuffer head, long size) {
        return head.remaining() >= OrcaFrame.SIGNATURE
                && (OrcaFrame.isHeader(head, head.position(), false)
                        || OrcaFrame.isHeader(head, head.position(), true));
    }

    @Override
    public RecordedFile open(FileBytes bytes, ConfigTree device, SourceSinks sinks) {
        return new OrcaFile(name(), bytes, OrcaOptions.read(device), sinks);
    }
}
