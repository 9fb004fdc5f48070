import memfix from 'memfix';

export default [...memfix.configs.all];
