"""FQA Forms: recording and quality assurance of foster carers' supervision visits."""
