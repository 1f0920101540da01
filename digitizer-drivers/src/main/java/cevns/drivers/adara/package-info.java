/**
 * ADARA, the live data stream of the SNS: charge, cycle and veto of every pulse, some seconds after
 * it (protocols/adara.md). Read {@link cevns.drivers.adara.AdaraFrame} for the bytes, then {@link
 * cevns.drivers.adara.PulseAssembler} for what a pulse is made of. {@link
 * cevns.drivers.adara.AdaraDriver} is a live client, {@link cevns.drivers.adara.AdaraEmulator} the
 * facility's side of the same connection.
 */
package cevns.drivers.adara;
