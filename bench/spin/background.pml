/* What may happen to folio f while the operation runs. */
  :: d_step {
       MAY_HAPPEN && dirty[f] && !locked[f] && !wb[f] ->
       dirty[f] = 0; writable[f] = 0; locked[f] = 1; HAPPENED
     }
  :: d_step { MAY_HAPPEN && locked[f] -> submit(f); HAPPENED }
  :: d_step { MAY_HAPPEN && wb[f] && !locked[f] && !conv[f] -> convert(f); HAPPENED }
  :: d_step { MAY_HAPPEN && wb[f] && !locked[f] && conv[f] -> wb[f] = 0; conv[f] = 0; HAPPENED }
  :: d_step { MAY_HAPPEN && !dirty[f] && !locked[f] && !wb[f] && !inbatch[f] -> drop_folio(f); HAPPENED }
