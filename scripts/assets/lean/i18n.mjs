// In place of the library's: no sentence of ours that a component says has a number in it.
export class I18n {
  constructor(translations) {
    this.translations = translations;
  }

  t(key) {
    return this.translations[key];
  }
}
